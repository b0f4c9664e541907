package org.resultsrelay.scenarios;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.SteadyLoad;
import org.resultsrelay.support.SteadyLoad.Totals;
import org.springframework.jdbc.core.JdbcTemplate;

/** A client company that has asked for batches gets several users' summaries in one request. */
class BatchStory extends ClientStory {

    @BeforeEach
    void acmeWantsBatches() {
        wants("\"batch\":{\"most\":10,\"wait_ms\":500}");
    }

    private void wants(String settings) {
        assertThat(admin.patch("/api/v1/clients/" + acme.key(), "{" + settings + "}")
                        .status())
                .isEqualTo(200);
    }

    /** So that they are due together. */
    private void usersFinishWhileAcmeIsPaused(int users) {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", null);
        IntStream.rangeClosed(1, users).forEach(n -> platform.posts("u-" + n, "t-1", n));
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
    }

    private void allAre(String state, int... users) {
        await().untilAsserted(() ->
                assertThat(IntStream.of(users).mapToObj(n -> stateOf("u-" + n))).containsOnly(state));
    }

    @Test
    void manyUsersComeInOneSignedRequest() {
        usersFinishWhileAcmeIsPaused(25);
        allAre("delivered", IntStream.rangeClosed(1, 25).toArray());
        assertThat(acme.requests()).extracting(List::size).contains(10).allMatch(users -> users <= 10);
        assertThat(acme.received()).hasSize(25);
        Set<String> ids = new HashSet<>();
        for (List<Push> request : acme.requests()) {
            Push push = request.getFirst();
            assertThat(push.isSignedWith(acme.secret())).isTrue();
            ids.add(push.header("webhook-id"));
            assertThat(push.json().path("data").path("client").asString()).isEqualTo(acme.key());
        }
        assertThat(ids).as("each request has an id of its own").hasSameSizeAs(acme.requests());
    }

    @Test
    void oneUserComesInAnArrayToo() {
        platform.posts("u-1", "t-1", 7);
        acme.awaits("u-1", 1);
        assertThat(acme.requests().getFirst().getFirst().json().path("type").asString())
                .isEqualTo("user.summaries.updated");
    }

    @Test
    void usersWaitForOthersAsLongAsAcmeAgreedTo() {
        wants("\"batch\":{\"most\":10,\"wait_ms\":5000}"); // no machine needs as long for three webhooks
        IntStream.rangeClosed(1, 3).forEach(n -> platform.posts("u-" + n, "t-1", n));
        allAre("delivered", 1, 2, 3);
        assertThat(acme.requests()).hasSize(1);
    }

    @Test
    void whoeverTheAnswerRefusesIsSetAsideAndTheOthersAreDelivered() {
        acme.refusesEach(push -> push.userId().equals("u-2"), "left in May");
        usersFinishWhileAcmeIsPaused(5);
        allAre("delivered", 1, 3, 4, 5);
        allAre("set_aside", 2);
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-2/timeline")
                        .http()
                        .body())
                .contains("left in May");
        assertThat(acme.received("u-2")).hasSize(1);
        acme.accepts();
        platform.posts("u-2", "t-2", 1);
        allAre("delivered", 2);
    }

    @Test
    void reasonsMayBeLong() {
        acme.refusesEach(push -> true, "x".repeat(1_000)); // more than is read of other answers
        usersFinishWhileAcmeIsPaused(10);
        allAre("set_aside", IntStream.rangeClosed(1, 10).toArray());
        assertThat(acme.requests()).hasSize(1);
    }

    @Test
    void aListThatIsLongerThanTheRelayReadsConfirmsNobody() {
        acme.refusesEach(push -> true, "x".repeat(5_000));
        usersFinishWhileAcmeIsPaused(10);
        allAre("set_aside", IntStream.rangeClosed(1, 10).toArray());
        assertThat(acme.requests()).as("one of all, and one of each").hasSize(11);
    }

    @Test
    void whoeverIsAcceptedAcquitsTheCompanyThoughTheFirstIsRefused() {
        ClientGates gates = relay.getBean(ClientGates.class);
        long client =
                relay.getBean(Clients.class).find(acme.key()).orElseThrow().id();
        relay.getBean(JdbcTemplate.class)
                .update("insert into gates (client_id, suspects) values (?, array[0::bigint])", client);
        await().untilAsserted(() -> assertThat(gates.of(client).suspects()).isNotEmpty());
        acme.refusesEach(push -> push.userId().equals("u-1"), "left in May");
        usersFinishWhileAcmeIsPaused(2);
        allAre("set_aside", 1);
        assertThat(acme.requests().getFirst().getFirst().userId()).isEqualTo("u-1");
        await().untilAsserted(() -> assertThat(gates.of(client).suspects()).isEmpty());
    }

    @Test
    void aRefusedRequestConcernsOnlyTheUserAtFault() {
        becauseOfUserThree(422);
        allAre("set_aside", 3);
    }

    @Test
    void anUnknownUserHoldsUpNobodyElse() {
        becauseOfUserThree(404);
        allAre("retrying", 3);
    }

    @Test
    void aUserWhoBreaksTheServerHoldsUpNobodyElse() {
        becauseOfUserThree(500);
    }

    private void becauseOfUserThree(int status) {
        ToIntFunction<Push> answer = push -> push.userId().equals("u-3") ? status : 204;
        acme.answersEach(answer);
        usersFinishWhileAcmeIsPaused(5);
        allAre("delivered", 1, 2, 4, 5);
        await().untilAsserted(() -> assertThat(requestsWithUserThree())
                .as("users in each request with the one at fault")
                .startsWith(5, 1)
                .containsOnly(5, 1)
                .containsOnlyOnce(5));
    }

    private List<Integer> requestsWithUserThree() {
        return acme.requests().stream()
                .filter(request ->
                        request.stream().anyMatch(push -> push.userId().equals("u-3")))
                .map(List::size)
                .toList();
    }

    /** Every third request fails, and some of the failed ones were stored all the same. */
    @Test
    void neverBackwardsInBatches() {
        var requests = new AtomicInteger();
        Map<String, Integer> inFlight = new ConcurrentHashMap<>();
        Set<String> twice = ConcurrentHashMap.newKeySet();
        acme.onPush(push -> {
            if (inFlight.merge(push.userId(), 1, Integer::sum) > 1) {
                twice.add(push.userId());
            }
        });
        acme.answersEach(push -> {
            inFlight.merge(push.userId(), -1, Integer::sum);
            return requests.incrementAndGet() % 30 == 0 ? 503 : 204;
        });
        try (SteadyLoad load = new SteadyLoad(platform, 50).start()) {
            await().untilAsserted(() -> assertThat(load.count()).isGreaterThan(1_000));
            Map<String, Totals> posted = load.finish();
            await().untilAsserted(() -> posted.forEach((user, totals) -> {
                Push newest = acme.newest(user).orElseThrow();
                assertThat(newest.totals().path("tests_completed").asInt())
                        .as(user)
                        .isEqualTo(totals.tests());
                assertThat(newest.totals().path("score").asLong()).as(user).isEqualTo(totals.score());
            }));
            await().untilAsserted(this::nobodyWaits);
        }
        assertThat(twice).as("users who were in two requests at once").isEmpty();
        Map<String, List<Long>> revisions =
                acme.received().stream().collect(groupingBy(Push::userId, mapping(Push::revision, toList())));
        assertThat(revisions.values())
                .allSatisfy(ofOneUser -> assertThat(ofOneUser).isSorted());
        assertThat(acme.requests()).as("some requests carried several users").anyMatch(request -> request.size() > 1);
    }
}
