package org.resultsrelay.runtime;

import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Provides the relay's own servers in place of those that the settings do not name, visible to all other code only as
 * connection details. They start before the first bean is defined, in parallel with the rest, and stop after the last
 * one. A relay that is told to stop during its start may end without closing its context, so the end of the process
 * stops them too.
 */
class ServersBeforeBeans implements ApplicationListener<ApplicationContextInitializedEvent> {

    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        Ports.check(environment);
        NamedServers named = NamedServers.in(environment);
        if (named.postgres()) {
            DatabaseCheck.requireUrl(environment.getRequiredProperty("spring.datasource.url"));
        }
        if (named.all() || !isTheRelayItself(event.getSpringApplication())) {
            return;
        }
        DataDirectory data = Binder.get(environment).bindOrCreate("relay", DataDirectory.class);
        EmbeddedServers servers =
                new EmbeddedServers(data, data.file("postgres-binaries"), !named.postgres(), !named.kafka());
        SpringApplication.getShutdownHandlers().add(servers::close);
        servers.start();
        register(servers, named, (DefaultListableBeanFactory)
                event.getApplicationContext().getBeanFactory());
    }

    /** Not in a test, which brings its own. */
    private static boolean isTheRelayItself(SpringApplication application) {
        Class<?> main = application.getMainApplicationClass();
        return main != null && application.getAllSources().contains(main);
    }

    private static void register(EmbeddedServers servers, NamedServers named, DefaultListableBeanFactory beans) {
        beans.registerSingleton("embeddedServers", servers);
        beans.registerDisposableBean("embeddedServers", (DisposableBean) servers::close); // the first in, the last out
        if (!named.postgres()) {
            beans.registerSingleton("embeddedPostgres", (JdbcConnectionDetails) new EmbeddedJdbc(servers));
        }
        if (!named.kafka()) {
            KafkaConnectionDetails kafka = () -> List.of(servers.kafka().bootstrapServers());
            beans.registerSingleton("embeddedKafka", kafka);
        }
    }

    private record EmbeddedJdbc(EmbeddedServers servers) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return servers.postgres().relayUrl();
        }

        @Override
        public String getUsername() {
            return EmbeddedPostgres.USER;
        }

        @Override
        public String getPassword() {
            return servers.postgres().password();
        }
    }
}
