package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.breaker.RelayInstances;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One look for users whom nobody told of. */
@AlertTest
class SweeperIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Sweeper sweeper;

    @Autowired
    private RelayInstances instances;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientGates gates;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private ClientCompany troubled;
    private ClientCompany well;
    private Platform platformOfTroubled;
    private Client troubledClient;

    @BeforeEach
    void oneClientsProbeIsDueAndAnothersUserWaitsUnnoticed() {
        while (instances.tick() > 0) {} // or this relay has no share of any client's requests in flight
        Api admin = Api.admin(relay);
        String key = "sweep-" + System.nanoTime();
        troubled = ClientCompany.joins(admin, key + "-troubled");
        well = ClientCompany.joins(admin, key + "-well");
        platformOfTroubled = Platform.of(admin, troubled);
        troubledClient = clients.find(key + "-troubled").orElseThrow();
        gates.open(troubledClient.id(), clock.instant(), "connection refused");
        platformOfTroubled.posts("u-1", "t-1", 10);
        Platform.of(admin, well).posts("u-2", "t-1", 10);
        well.awaits("u-2", 1);
        await("the push is settled")
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from deliveries where lease is not null")
                                .query(Long.class)
                                .single())
                        .isEqualTo(0L));
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        jdbc.sql("drop trigger if exists refuses_one_client on deliveries").update();
        jdbc.sql("update deliveries set delivered = wanted").update();
        jdbc.sql("delete from gates").update();
        gates.refresh();
        troubled.close();
        well.close();
    }

    @Test
    void aClientWhoseProbeCannotBeClaimedHidesNobodyElse() {
        jdbc.sql("""
                create or replace function refuse() returns trigger language plpgsql as
                'begin raise exception ''this row cannot be written''; end'
                """).update();
        jdbc.sql("create trigger refuses_one_client before update on deliveries for each row when (new.client_id = "
                        + troubledClient.id() + ") execute function refuse()")
                .update();
        jdbc.sql("update deliveries set delivered = 0 where client_id <> ?")
                .param(troubledClient.id())
                .update();
        clock.advance(Duration.ofMinutes(1));
        sweeper.tick();
        await().untilAsserted(() -> assertThat(well.received("u-2")).hasSize(2));
    }
}
