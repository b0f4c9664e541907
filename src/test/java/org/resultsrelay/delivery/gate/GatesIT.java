package org.resultsrelay.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What opens and shuts a client's gate, as every process sees it: in the database. */
@AlertTest
class GatesIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Clients clients;

    @Autowired
    private Gates gates;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private String url = "";
    private ClientCompany company;
    private Client client;
    private Api admin;

    @BeforeEach
    void theBreakerOfAClientHasOpened() {
        admin = Api.admin(relay);
        String key = "gate-" + System.nanoTime();
        company = ClientCompany.joins(admin, key);
        url = "/api/v1/clients/" + key;
        client = clients.find(key).orElseThrow();
        gates.open(client.id(), clock.instant(), "connection refused");
        clock.advance(Duration.ofMillis(1));
        assertThat(gate().probeAt()).isAfter(clock.instant());
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        company.close();
        jdbc.sql("update deliveries set delivered = wanted").update();
        jdbc.sql("delete from gates").update();
        gates.refresh();
    }

    private Gate gate() {
        gates.refresh();
        return gates.of(client.id());
    }

    @Test
    void whoeverChangesTheClientSeesAtOnceWhetherThatHasHelped() {
        admin.patch(url, "{\"name\":\"Moved\"}");
        assertThat(gate().probeAt()).isEqualTo(clock.instant());
    }

    @Test
    void whoeverResumesTheClientSeesAtOnceWhetherItIsBack() {
        admin.post(url + "/pause", "{\"reason\":\"maintenance\"}");
        gates.probeAgain(client.id(), clock.instant().plusSeconds(300));
        admin.post(url + "/resume", "");
        assertThat(gate().probeAt()).isEqualTo(clock.instant());
    }

    @Test
    void aProbeIsTakenOnceAndOnlyWhereSomebodyMayGo() {
        gates.probeAgain(client.id(), clock.instant());
        Platform.of(admin, company).posts("u-1", "t-1", 10);
        String user = "/api/v1/users/" + client.key() + "/u-1";
        admin.patch(user, "{\"held\":true}");
        assertThat(gates.takeDueProbes(List.of(client.id()))).isEmpty();
        admin.patch(user, "{\"held\":false}");
        assertThat(gates.takeDueProbes(List.of(client.id()))).containsExactly(client.id());
        assertThat(gates.takeDueProbes(List.of(client.id())))
                .as("by a second process")
                .isEmpty();
    }

    @Test
    void aProbeThatFailedPutsOffTheNext() {
        gates.probeAgain(client.id(), clock.instant());
        gates.probeFailed(client.id(), "still refused");
        assertThat(gate().probeAt()).isAfter(clock.instant());
        assertThat(gate().failedProbes()).isEqualTo(1);
        assertThat(gate().lastError()).isEqualTo("still refused");
    }

    @Test
    void aProbeThatGotThroughOpensItByHalfAndTheRestInFull() {
        assertThat(gates.halfOpen(client.id())).isTrue();
        assertThat(gates.halfOpen(client.id()))
                .as("a second process that learns it")
                .isFalse();
        gates.close(client.id());
        assertThat(gate()).isEqualTo(Gate.free(client.id()));
    }
}
