package org.resultsrelay;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the relay. Everything else is found from the packages beside it, one for each part of the business. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ResultsRelay {

    public static void main(String[] args) {
        SpringApplication.run(ResultsRelay.class, args);
    }

    /** The one clock: whoever needs the time asks it, SQL included, so that tests can move it. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
