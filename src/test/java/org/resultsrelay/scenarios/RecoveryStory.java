package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A company whose server is back gets its summaries soon, however long it was away, and whoever helps does not delay that. */
@AlertTest
class RecoveryStory {

    private static final int USERS = 5;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private List<Tick> ticks;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientGates gates;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final List<Instant> pushedAt = new CopyOnWriteArrayList<>();
    private Api admin;
    private ClientCompany acme;
    private Platform platform;
    private String url = "";

    @BeforeEach
    void acmeJoins() {
        admin = Api.admin(relay);
        acme = ClientCompany.joins(admin, "recovery-" + System.nanoTime());
        acme.onPush(push -> pushedAt.add(clock.instant()));
        platform = Platform.of(admin, acme);
        url = "/api/v1/clients/" + acme.key();
        tick("RelayInstances");
        tick("RelayInstances");
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        acme.close();
        quiet();
        jdbc.sql("update deliveries set delivered = wanted, troubled = false").update();
        jdbc.sql("delete from gates").update();
        gates.refresh();
    }

    /** What a person does in the belief that it works again. */
    enum Help {
        RESUME,
        NEW_SECRET,
        NEW_URL,
        TRY_AGAIN,
        RETRY_OF_A_USER,
        TEST_PUSH,
        CONFORMANCE
    }

    private void helps(Help help) {
        switch (help) {
            case RESUME -> admin.post(url + "/resume", null);
            case NEW_SECRET -> admin.post(url + "/secrets", null);
            case NEW_URL -> admin.patch(url, "{\"endpoint_url\":\"" + acme.url() + "/v2\"}");
            case TRY_AGAIN ->
                deliveries.tryNow(clients.find(acme.key()).orElseThrow().id());
            case RETRY_OF_A_USER -> admin.post("/api/v1/users/" + acme.key() + "/u-2/retry", null);
            case TEST_PUSH -> admin.post(url + "/test-push", null);
            case CONFORMANCE -> admin.post(url + "/conformance", null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT5H"})
    void aCompanyIsServedWithinAMinuteOfItsReturn(Duration away) {
        acmeFails(503);
        passes(away, away.dividedBy(100));
        acme.accepts();
        passesUntilNobodyWaits(MINUTE);
        tick("Sweeper");
        assertThat(breaker()).isEqualTo("closed");
    }

    @Test
    void aLongOutageCostsAProbeAMinuteAndNoNewsByTheMinute() {
        acmeFails(503);
        passes(Duration.ofMinutes(2), SECOND.multipliedBy(5));
        pushedAt.clear();
        int edits = edits();
        passes(Duration.ofMinutes(30), SECOND.multipliedBy(5));
        assertThat(pushedAt).as("probes in half an hour").hasSizeBetween(30, 50);
        assertThat(IntStream.range(1, pushedAt.size())
                        .mapToObj(n -> Duration.between(pushedAt.get(n - 1), pushedAt.get(n))))
                .as("from one to the next")
                .allSatisfy(apart -> assertThat(apart).isLessThanOrEqualTo(MINUTE));
        assertThat(messages()).hasSize(1);
        assertThat(edits() - edits).as("edits of the alert").isLessThanOrEqualTo(1);
    }

    @Test
    void nineResumesPostponeNothing() {
        acmeFails(503);
        Instant next = nextProbe();
        for (int n = 1; n <= 9; n++) {
            int before = acme.received().size();
            helps(Help.RESUME);
            await("a probe at once")
                    .untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThan(before));
            quiet();
            assertThat(nextProbe()).as("after %s resumes", n).isBeforeOrEqualTo(next);
        }
        acme.accepts();
        passesUntilNobodyWaits(MINUTE);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverHelpsAServerThatIsBackHasItServedAtOnce(Help help) {
        acmeFails(503);
        passes(Duration.ofMinutes(10), SECOND.multipliedBy(30));
        acme.accepts();
        helps(help);
        await().untilAsserted(this::nobodyWaits);
        tick("Sweeper");
        assertThat(breaker()).isEqualTo("closed");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverHelpsInVainDelaysNothing(Help help) {
        acmeFails(503);
        passes(Duration.ofMinutes(10), SECOND.multipliedBy(30));
        for (int n = 0; n < 5; n++) {
            helps(help);
            quiet();
        }
        assertThat(breaker()).isEqualTo("open");
        acme.accepts();
        passesUntilNobodyWaits(MINUTE);
    }

    @Test
    void anotherEndpointThatConformsSaysNothingOfTheOneThatIsDown() {
        acmeFails(503);
        try (ClientCompany elsewhere = ClientCompany.joins(admin, "elsewhere-" + System.nanoTime())) {
            admin.post(url + "/conformance", "{\"endpoint_url\":\"" + elsewhere.url() + "\"}");
        }
        assertThat(breaker()).isEqualTo("open");
    }

    @Test
    void nobodyIsProbedWhileTheCompanyIsPaused() {
        acmeFails(503);
        admin.post(url + "/pause", null);
        int before = acme.received().size();
        helps(Help.NEW_SECRET);
        helps(Help.RETRY_OF_A_USER);
        passes(Duration.ofMinutes(3), SECOND.multipliedBy(5));
        assertThat(acme.received()).hasSize(before);
        acme.accepts();
        helps(Help.RESUME);
        await().untilAsserted(this::nobodyWaits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "Sat, 21 Nov 2020 10:00:00 GMT"})
    void aRetryAfterThatAsksForNothingIsNoWayAroundTheBreaker(String retryAfter) {
        acmeFails(429, "Retry-After", retryAfter);
        int before = acme.received().size();
        passes(MINUTE, SECOND.multipliedBy(2));
        assertThat(acme.received().size() - before).as("probes in a minute").isBetween(1, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void aRetryAfterIsObeyedForADayAtMost(String retryAfter) {
        acme.answers(503, "Retry-After", retryAfter);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received()).hasSize(1));
        quiet();
        passes(Duration.ofHours(23), Duration.ofHours(1));
        assertThat(acme.received()).hasSize(1);
        assertThat(messages().getFirst()).contains("does not get its summaries", "Retry-After", "/resume");
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1").text("explanation"))
                .contains("Retry-After");
        acme.accepts();
        passes(Duration.ofHours(1), Duration.ofMinutes(10));
        await().untilAsserted(this::nobodyWaits);
    }

    @ParameterizedTest
    @EnumSource
    void aPersonLiftsWhatAClientHasAskedFor(Help help) {
        acme.answers(429, "Retry-After", "86400");
        IntStream.range(0, USERS).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(acme.received()).isNotEmpty());
        quiet();
        passes(MINUTE, SECOND.multipliedBy(10));
        acme.accepts();
        helps(help);
        await().untilAsserted(this::nobodyWaits);
    }

    @ParameterizedTest
    @EnumSource(names = {"TEST_PUSH", "CONFORMANCE"})
    void whatAPersonSendsIsThrottledToo(Help help) {
        acme.answers(429, "Retry-After", "600");
        helps(help);
        assertThat(acme.received()).as("nothing follows the answer").hasSize(1);
        acme.accepts();
        platform.posts("u-1", "t-1", 10);
        passes(Duration.ofMinutes(9), SECOND.multipliedBy(20));
        assertThat(acme.received()).hasSize(1);
        passes(Duration.ofMinutes(2), SECOND.multipliedBy(20));
        await().untilAsserted(this::nobodyWaits);
    }

    @Test
    void theProbeIsWhoeverHasNotFailed() {
        acme.answersEach(push -> List.of("u-0", "u-1").contains(push.userId()) ? 404 : 204);
        platform.posts("u-0", "t-1", 10);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(breaker()).isEqualTo("open"));
        quiet();
        int before = acme.received().size();
        IntStream.range(2, 6).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        passes(SECOND.multipliedBy(3), SECOND);
        await().untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThanOrEqualTo(before + 4));
        assertThat(acme.received().get(before).userId()).isNotIn("u-0", "u-1");
        await().untilAsserted(
                        () -> assertThat(state().path("waiting_users").asInt()).isEqualTo(2));
        tick("Sweeper");
        assertThat(breaker()).isEqualTo("closed");
    }

    private void acmeFails(int status, String... headers) {
        acme.answers(status, headers);
        IntStream.range(0, USERS).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(breaker()).isEqualTo("open"));
        quiet();
    }

    private void passes(Duration time, Duration stride) {
        for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
            clock.advance(stride);
            tick("Sweeper");
            quiet();
            tick("IncidentMonitor");
            tick("Sender");
        }
    }

    private void passesUntilNobodyWaits(Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        while (waiting() > 0 && clock.instant().isBefore(end)) {
            passes(SECOND, SECOND);
            if (!breaker().equals("open")) {
                await("the backlog drains").untilAsserted(this::nobodyWaits);
            }
        }
        assertThat(waiting()).as("users who wait after %s", atMost).isZero();
    }

    /** What has been claimed of this company has been settled; another class may have left a lease of one of its own. */
    private void quiet() {
        await().pollDelay(Duration.ZERO)
                .untilAsserted(
                        () -> assertThat(leases()).as("users being pushed").isZero());
    }

    private void nobodyWaits() {
        assertThat(waiting()).as("users who wait").isZero();
    }

    private int waiting() {
        return state().path("waiting_users").asInt();
    }

    private String breaker() {
        return state().path("breaker").asString();
    }

    private JsonNode state() {
        return admin.get(url).json().path("state");
    }

    private Instant nextProbe() {
        return jdbc.sql("select probe_at from gates g join clients c on c.id = g.client_id where c.key = ?")
                .param(acme.key())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private long leases() {
        return jdbc.sql("""
                        select count(*) from deliveries d join clients c on c.id = d.client_id
                        where d.lease is not null and c.key = ?
                        """).param(acme.key()).query(Long.class).single();
    }

    private List<String> messages() {
        return telegram.messages().stream()
                .filter(text -> text.contains(acme.key()))
                .toList();
    }

    private int edits() {
        return (int)
                telegram.requests().stream().filter("editmessagetext"::equals).count();
    }

    private void tick(String name) {
        ticks.stream()
                .filter(tick -> tick.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow()
                .tick();
    }
}
