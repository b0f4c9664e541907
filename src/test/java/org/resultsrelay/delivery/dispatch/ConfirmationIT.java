package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.support.ClientStory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a company has confirmed, whatever else cannot be written down. */
class ConfirmationIT extends ClientStory {

    @Test
    void aConfirmationIsNotedThoughTheGateCannotBeWritten() {
        JdbcTemplate jdbc = relay.getBean(JdbcTemplate.class);
        long client =
                relay.getBean(Clients.class).find(acme.key()).orElseThrow().id();
        jdbc.update("insert into gates (client_id, suspects) values (?, array[0::bigint])", client);
        await().untilAsserted(() -> assertThat(
                        relay.getBean(ClientGates.class).of(client).suspects())
                .isNotEmpty());
        jdbc.execute("""
                create function held() returns trigger language plpgsql as $$
                begin raise exception 'canceling statement due to lock timeout' using errcode = '55P03'; end $$
                """);
        try {
            jdbc.execute("create trigger held before update on gates for each row when (old.client_id = " + client
                    + ") execute function held()");
            platform.posts("u-1", "t-1", 10);
            acme.awaits("u-1", 1);
            await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        } finally {
            jdbc.execute("drop function held cascade");
        }
        assertThat(acme.received("u-1")).hasSize(1);
        assertThat(relay.getBean(ClientGates.class).of(client).suspects())
                .as("the gate as it was")
                .containsExactly(0L);
    }
}
