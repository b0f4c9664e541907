package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Malformed webhooks, from quarantine to the chat and to the API. */
@AlertTest
class IncidentApiIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Clients clients;

    @Autowired
    private Quarantine quarantine;

    @Autowired
    private IncidentMonitor watch;

    @Autowired
    @Qualifier("sender")
    private Tick sender;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    private Api admin;

    @BeforeEach
    void allIsWell() {
        jdbc.sql("truncate incidents, alerts, quarantine, notify_messages, notify_channels")
                .update();
        telegram.reset();
        admin = Api.admin(relay);
        client("acme");
        client("bolt");
    }

    @Test
    void aThousandMalformedWebhooksAreOneMessage() {
        malformed("acme", 1);
        pass(Duration.ofSeconds(2));
        malformed("acme", 999);
        pass(Duration.ofMinutes(1));
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains("Webhooks for acme cannot be understood", "Refused so far: 1,000", "is no number");

        assertThat(openIncidents()).isOne();

        pass(Duration.ofMinutes(11));
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getLast()).contains("Over", "Refused: 1,000");
        assertThat(openIncidents()).isZero();
        assertThat(telegram.requests()).containsExactly("sendmessage", "sendmessage", "editmessagetext");
    }

    @Test
    void aLongEpisodeKeepsItsCount() {
        for (int i = 0; i < 5; i++) {
            malformed("acme", 10 + i);
            pass(Duration.ofMinutes(5));
        }
        assertThat(item("?state=open").path("occurrences").asInt()).isEqualTo(60);
        JsonNode one = item("?state=open");
        assertThat(one.path("client").asString()).isEqualTo("acme");
        assertThat(one.path("kind").asString()).isEqualTo("malformed");
    }

    @Test
    void episodesAreListedNewestFirstAndFiltered() {
        malformed("acme", 1);
        pass(Duration.ofMinutes(11));
        malformed("bolt", 1);
        pass(Duration.ofSeconds(2));

        assertThat(keys("")).containsExactly("malformed:webhook:bolt", "malformed:webhook:acme");
        assertThat(keys("?state=open")).containsExactly("malformed:webhook:bolt");
        assertThat(keys("?state=resolved")).containsExactly("malformed:webhook:acme");
        assertThat(keys("?limit=1")).containsExactly("malformed:webhook:bolt");
        String cursor = admin.get("/api/v1/incidents?limit=1").text("next_cursor");
        assertThat(keys("?limit=1&cursor=" + cursor)).containsExactly("malformed:webhook:acme");
        assertThat(admin.get("/api/v1/incidents?limit=1&cursor=" + cursor)
                        .json()
                        .path("next_cursor")
                        .isNull())
                .isTrue();

        JsonNode resolved = item("?state=resolved");
        assertThat(admin.get("/api/v1/incidents/" + resolved.path("id").asLong())
                        .json())
                .isEqualTo(resolved);
    }

    @Test
    void whatCannotBeAnsweredIsRefusedPrecisely() {
        assertThat(admin.get("/api/v1/incidents?state=closed").errors())
                .containsExactly("state: must be open or resolved");
        assertThat(admin.get("/api/v1/incidents?limit=0").errors()).containsExactly("limit: must be 1 to 200");
        assertThat(admin.get("/api/v1/incidents?cursor=x").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/incidents/4711").status()).isEqualTo(404);
        assertThat(Api.anonymous(relay).get("/api/v1/incidents").status()).isEqualTo(401);
    }

    private double openIncidents() {
        return meters.get("relay.incidents.open")
                .tag("kind", "malformed")
                .gauge()
                .value();
    }

    private void client(String key) {
        Answer made = admin.put("/api/v1/clients/" + key, """
                {"name": "%s", "endpoint_url": "https://example.com/hook"}
                """.formatted(key));
        assertThat(made.status()).isIn(200, 201);
    }

    private void malformed(String client, int times) {
        long id = clients.find(client).orElseThrow().id();
        quarantine.keep(IntStream.range(0, times)
                .mapToObj(i -> new QuarantinedInput(
                        "webhook",
                        id,
                        ("{" + times + i).getBytes(StandardCharsets.UTF_8),
                        "score " + i + " is no number"))
                .toList());
    }

    private List<String> keys(String query) {
        return admin.get("/api/v1/incidents" + query)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("key").asString())
                .toList();
    }

    private JsonNode item(String query) {
        return admin.get("/api/v1/incidents" + query).json().path("items").path(0);
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 10) {
            watch.tick();
            sender.tick();
            clock.advance(Duration.ofSeconds(10));
        }
    }
}
