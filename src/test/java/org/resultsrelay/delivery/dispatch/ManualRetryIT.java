package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.dispatch.ManualRetry.RetryOfEverybody;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.delivery.queue.SetAside;
import org.resultsrelay.support.ClientStory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody asks for another try of thousands. */
@ExtendWith(OutputCaptureExtension.class)
class ManualRetryIT extends ClientStory {

    @Test
    void whoeverAsksIsToldByTheLogThatItCannotBeStarted(CapturedOutput output) {
        Clients clients = relay.getBean(Clients.class);
        Lanes lanes = lanes();
        lanes.stop();
        another(lanes)
                .everybody(new RetryOfEverybody(
                        clients.find(acme.key()).orElseThrow().id()));
        assertThat(output).contains("Cannot try users of " + acme.key() + " again at once");
    }

    private Lanes lanes() {
        return new Lanes(
                relay.getBean(Dispatcher.class),
                relay.getBean(Delivery.class),
                relay.getBean(DeliveryProperties.class));
    }

    private ManualRetry another(Lanes lanes) {
        return new ManualRetry(
                relay.getBean(Clients.class),
                relay.getBean(ClientGates.class),
                relay.getBean(Queue.class),
                relay.getBean(SetAside.class),
                lanes,
                relay);
    }

    @Test
    void aRelayThatStopsMeanwhileSaysThatSomeAreLeft(CapturedOutput output) {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"so that nobody is pushed\"}");
        Clients clients = relay.getBean(Clients.class);
        JdbcTemplate jdbc = relay.getBean(JdbcTemplate.class);
        long client = clients.find(acme.key()).orElseThrow().id();
        jdbc.update("""
                with made as (
                    insert into users (client_id, external_id, created_at)
                    select ?, 'u-' || n, now() from generate_series(1, 1500) n returning id
                )
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at, attempts)
                select id, ?, 1, now(), ?, 3 from made
                """, client, client, Timestamp.from(RetryDecision.NEVER));
        another(lanes()).everybody(new RetryOfEverybody(client)); // by lanes that were never started
        await().untilAsserted(() -> assertThat(output)
                .contains("The relay stops before it has come to all users that " + acme.key() + " has refused"));
        assertThat(relay.getBean(SetAside.class).count(client)).isEqualTo(500);
    }
}
