package org.resultsrelay.runtime;

import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the embedded servers in the place of those that the settings do not name. Nobody else knows of them. */
@Configuration(proxyBeanMethods = false)
class EmbeddedServersConfiguration {

    /** A factory post-processor, so that the servers start while the rest of the context is still being put together. */
    @Bean
    static EarlyServers embeddedServers(Environment environment) {
        DataDirectory data = Binder.get(environment).bindOrCreate("relay", DataDirectory.class);
        return new EarlyServers(new EmbeddedServers(
                data,
                data.dataDir().resolve("postgres-binaries"),
                PostgresNeeded.in(environment),
                KafkaNeeded.in(environment)));
    }

    @Bean
    @Conditional(PostgresNeeded.class)
    JdbcConnectionDetails embeddedPostgres(EarlyServers servers) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedPostgres.USER;
            }

            @Override
            public String getPassword() {
                return servers.running().postgres().password();
            }

            @Override
            public String getJdbcUrl() {
                return servers.running().postgres().url(EmbeddedPostgres.DATABASE);
            }
        };
    }

    @Bean
    @Conditional(KafkaNeeded.class)
    KafkaConnectionDetails embeddedKafka(EarlyServers servers) {
        return () -> List.of(servers.running().kafka().bootstrapServers());
    }
}
