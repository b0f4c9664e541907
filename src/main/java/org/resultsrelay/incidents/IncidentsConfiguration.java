package org.resultsrelay.incidents;

import org.resultsrelay.incidents.wording.AlertText;
import org.resultsrelay.incidents.wording.MuteText;
import org.resultsrelay.incidents.wording.Roster;
import org.resultsrelay.text.Words;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The texts, as they are configured here. */
@Configuration(proxyBeanMethods = false)
class IncidentsConfiguration {

    @Bean
    AlertText alertText(Words words, IncidentsProperties properties) {
        return new AlertText(words, properties.malformedQuiet());
    }

    @Bean
    MuteText muteText(Words words) {
        return new MuteText(words);
    }

    @Bean
    Roster roster(Words words, AlertText text) {
        return new Roster(words, text);
    }
}
