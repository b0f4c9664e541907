package org.resultsrelay.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The last lines of a start: where the relay is, which servers it uses, and how to sign in. */
@Component
class Greeting {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);

    private final DataDirectory data;
    private final JdbcConnectionDetails database;
    private final KafkaConnectionDetails kafka;
    private final Environment environment;

    Greeting(
            DataDirectory data, JdbcConnectionDetails database, KafkaConnectionDetails kafka, Environment environment) {
        this.data = data;
        this.database = database;
        this.kafka = kafka;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        NamedServers named = NamedServers.in(environment);
        String url = "http://localhost:" + environment.getProperty("local.server.port");
        log.info(
                """
                Ready.
                  Relay        {}
                  API          {}/swagger-ui.html
                  Health       {}/actuator/health
                  Admin token  {}
                  PostgreSQL   {}
                  Kafka        {}""",
                url,
                url,
                url,
                adminToken(),
                place(!named.postgres(), "postgres", withoutParameters(database.getJdbcUrl())),
                place(!named.kafka(), "kafka", String.join(",", kafka.getBootstrapServers())));
    }

    private String place(boolean embedded, String directory, String address) {
        return embedded ? "%s (embedded, %s)".formatted(data.file(directory), address) : address;
    }

    private String adminToken() {
        if (StringUtils.hasText(environment.getProperty("relay.admin-token"))) {
            return "what RELAY_ADMIN_TOKEN is set to";
        }
        return data.find("admin-token").isPresent()
                ? "cat " + data.file("admin-token")
                : "kept by the relay that created it; RELAY_ADMIN_TOKEN sets another";
    }

    /** They may hold a password. */
    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
