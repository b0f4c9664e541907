package org.resultsrelay.runtime;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Which servers the settings name, so that the relay need not start its own. An empty setting names none. */
record NamedServers(boolean postgres, boolean kafka) {

    static NamedServers in(Environment environment) {
        boolean postgres = StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        List<String> kafka = Binder.get(environment)
                .bind("spring.kafka.bootstrap-servers", Bindable.listOf(String.class))
                .orElse(List.of());
        return new NamedServers(postgres, !kafka.isEmpty());
    }

    boolean all() {
        return postgres && kafka;
    }
}
