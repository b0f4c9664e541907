package org.resultsrelay.delivery.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.push.PushOutcome;
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
class ClientGatesIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientGates gates;

    @Autowired
    private Deliveries deliveries;

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

    private ClientGate gate() {
        gates.refresh();
        return gates.of(client.id());
    }

    @Test
    void whoeverChangesTheClientSeesAtOnceWhetherThatHasHelped() {
        Platform.of(admin, company).posts("u-1", "t-1", 10);
        admin.patch(url, "{\"endpoint_url\":\"" + company.url() + "/v2\"}");
        company.awaits("u-1", 1);
    }

    @Test
    void whoeverResumesTheClientSeesAtOnceWhetherItIsBack() {
        admin.post(url + "/pause", "{\"reason\":\"maintenance\"}");
        Platform.of(admin, company).posts("u-1", "t-1", 10);
        admin.post(url + "/resume", "");
        company.awaits("u-1", 1);
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
    void aProbeThatFailedIsFollowedByAnotherWithinAMinute() {
        Platform.of(admin, company).posts("u-1", "t-1", 10);
        for (int hours = 0; hours < 10; hours++) {
            clock.advance(Duration.ofHours(1));
            assertThat(gates.takeDueProbes(List.of(client.id()))).hasSize(1);
            gates.probeFailed(client.id(), "answered 503");
            assertThat(gate().probeAt())
                    .isBetween(clock.instant(), clock.instant().plusSeconds(59));
        }
        assertThat(gate().failedProbes()).isEqualTo(10);
    }

    @Test
    void aProbeThatFailedNeverPutsOffTheNext() {
        Instant next = gate().probeAt();
        for (int n = 0; n < 9; n++) {
            gates.probeFailed(client.id(), "answered 503");
            assertThat(gate().probeAt()).isBeforeOrEqualTo(next);
        }
    }

    @Test
    void theSameFailureInOtherWordsIsNoNews() {
        gates.probeFailed(client.id(), "answered 503: request 1");
        gates.probeFailed(client.id(), "answered 503: request 2");
        assertThat(gate().lastError()).isEqualTo("answered 503: request 1");
        gates.probeFailed(client.id(), "answered 500: request 3");
        assertThat(gate().lastError()).isEqualTo("answered 500: request 3");
    }

    @Test
    void severalUsersMustMeetItWithNoSuccessInBetween() {
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        assertThat(gates.suspect(client.id(), 1, before)).isFalse();
        assertThat(gates.suspect(client.id(), 1, before))
                .as("the same user again")
                .isFalse();
        gates.acquit(client.id());
        assertThat(gates.suspect(client.id(), 1, before))
                .as("its own trouble since then")
                .isFalse();
        assertThat(gates.suspect(client.id(), 2, clock.instant())).isFalse();
        gates.refresh(); // as another process would read it, or this one after a restart
        assertThat(gates.suspect(client.id(), 1, before)).isFalse();
        assertThat(gates.suspect(client.id(), 3, clock.instant())).isTrue();
    }

    @Test
    void aPersonsTryThatSucceedsClearsTheClientOfWhatItsUsersMet() {
        Instant before = clock.instant();
        gates.suspect(client.id(), 1, before);
        assertThat(gates.suspect(client.id(), 2, before)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        deliveries.endpointAnswered(client.id(), new PushOutcome.Accepted(204, ""));
        assertThat(gates.suspect(client.id(), 1, before))
                .as("its own trouble since then")
                .isFalse();
        assertThat(gate().suspects()).isEmpty();
    }

    @Test
    void aProbeThatGotThroughOpensItByHalfAndTheRestInFull() {
        assertThat(gates.halfOpen(client.id())).isTrue();
        assertThat(gates.halfOpen(client.id()))
                .as("a second process that learns it")
                .isFalse();
        gates.close(client.id());
        assertThat(gate()).isEqualTo(ClientGate.free(client.id()));
    }
}
