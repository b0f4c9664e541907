package org.resultsrelay.delivery.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

class UsersApiIT extends ClientStory {

    /** Long enough for a push, had one been due. */
    private static final Duration A_WHILE = Duration.ofMillis(700);

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transaction;

    private String path(String user) {
        return "/api/v1/users/" + acme.key() + "/" + user;
    }

    private List<String> listed(String state) {
        return admin.get("/api/v1/users?client=" + acme.key() + "&state=" + state)
                .json()
                .path("items")
                .valueStream()
                .peek(user -> assertThat(user.path("state").asString()).isEqualTo(state))
                .map(user -> user.path("id").asString())
                .toList();
    }

    private void pause(boolean paused) {
        admin.post("/api/v1/clients/" + acme.key() + (paused ? "/pause" : "/resume"), null);
    }

    private void neverReceives(String user, int more) {
        int before = acme.received(user).size();
        await().during(A_WHILE)
                .untilAsserted(() -> assertThat(acme.received(user)).hasSize(before + more));
    }

    @Test
    void aUserIsMadeAheadAndItsFirstResultIsRevisionOne() {
        Answer made = admin.post("/api/v1/users", "{\"client\":\"" + acme.key() + "\",\"id\":\"ü/1\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(path("%C3%BC%2F1"));
        assertThat(admin.get(made.header("Location")).text("explanation")).contains("no result of this user");
        assertThat(listed("delivered")).containsExactly("ü/1");
        platform.posts("ü/1", "t-1", 10);
        acme.awaits("ü/1", 1);
    }

    @Test
    void aKnownUserIsNotMadeAgain() {
        platform.posts("u-1", "t-1", 10);
        Answer again = admin.post("/api/v1/users", "{\"client\":\"" + acme.key() + "\",\"id\":\"u-1\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("known-user");
        assertThat(admin.post("/api/v1/users", "{\"client\":\"nobody\",\"id\":\"u-1\"}")
                        .problem())
                .isEqualTo("unknown-client");
        assertThat(admin.post("/api/v1/users", "{\"client\":\"" + acme.key() + "\",\"id\":\"a\\u0007b\"}")
                        .errors())
                .containsExactly(
                        "id: give 1 to 64 characters without control characters, as the platform does, but neither . nor ..");
    }

    @Test
    void aUserMadeAheadOutlivesAFirstEventThatIsRefused() {
        platform.sends(Platform.event("e-1", "u-1", "t-1", 10));
        admin.put(path("u-2"), "{}");
        assertThat(platform.sends(Platform.event("e-1", "u-2", "t-1", 11)).status())
                .isEqualTo(409);
        assertThat(admin.get(path("u-2")).status()).isEqualTo(200);
        platform.posts("u-2", "t-1", 12);
        acme.awaits("u-2", 1);
    }

    @Test
    void putMakesOrReplaces() {
        assertThat(admin.put(path("u-1"), "{\"held\":true}").status()).isEqualTo(201);
        Answer replaced = admin.put(path("u-1"), "{}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("held").asBoolean()).isFalse();
        assertThat(admin.put(path("u-1"), "{\"name\":\"Ann\"}").status()).isEqualTo(400);
    }

    @Test
    void aHeldUserWaitsWhateverComesAndThenTheNewestIsPushedOnce() {
        admin.put(path("u-1"), "{\"held\":true}");
        platform.posts("u-1", "t-1", 10);
        platform.posts("u-1", "t-2", 10);
        assertThat(stateOf("u-1")).isEqualTo("held");
        assertThat(listed("held")).containsExactly("u-1");
        assertThat(admin.post(path("u-1") + "/retry", null).problem()).isEqualTo("user-held");
        admin.post("/api/v1/clients/" + acme.key() + "/resync", null);
        pause(true);
        pause(false);
        neverReceives("u-1", 0);
        Answer released = admin.patch(path("u-1"), "{\"held\":null}");
        assertThat(released.json().path("held").asBoolean()).isFalse();
        acme.awaits("u-1", 2);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(acme.received("u-1")).hasSize(1);
    }

    @Test
    void holdingAUserThatIsBeingPushedStopsItsRetries() {
        acme.does(exchange -> {
            admin.patch(path("u-1"), "{\"held\":true}");
            ClientCompany.answer(exchange, 500);
        });
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(admin.get(path("u-1") + "/timeline")
                        .json()
                        .path("pushes")
                        .size())
                .isEqualTo(1));
        neverReceives("u-1", 0);
        assertThat(stateOf("u-1")).isEqualTo("held");
    }

    @Test
    void aUserThatWasSetAsideIsTriedAgainOnCommand() {
        acme.answers(422);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(listed("set_aside")).isEqualTo(List.of("u-1")));
        acme.accepts();
        assertThat(admin.post(path("u-1") + "/retry", null).status()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(acme.received("u-1")).hasSize(2);
        admin.post(path("u-1") + "/retry", null);
        neverReceives("u-1", 0);
    }

    @Test
    void aListByStateIsPagedInTheOrderOfTheUsers() {
        pause(true);
        IntStream.range(0, 5).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        String list = "/api/v1/users?limit=3&state=paused&client=" + acme.key();
        Answer first = admin.get(list);
        Answer rest = admin.get(list + "&cursor=" + first.text("next_cursor"));
        assertThat(first.json().path("items").findValuesAsString("id")).containsExactly("u-0", "u-1", "u-2");
        assertThat(rest.json().path("items").findValuesAsString("id")).containsExactly("u-3", "u-4");
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
        assertThat(listed("waiting")).isEmpty();
        assertThat(admin.get("/api/v1/users?state=paused").json().path("items").findValuesAsString("id"))
                .contains("u-4");
        pause(false);
        await().untilAsserted(() -> assertThat(listed("delivered")).hasSize(5));
        assertThat(listed("paused")).isEmpty();
    }

    @Test
    void aBreakerThatIsOpenIsTheStateOfAllWhoWouldGo() {
        acme.answers(503);
        IntStream.range(0, 20).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(stateOf("u-7")).isEqualTo("held_back"));
        admin.put(path("u-8"), "{\"held\":true}");
        await().untilAsserted(() -> assertThat(listed("held_back")).hasSize(19));
        assertThat(listed("held")).containsExactly("u-8");
        assertThat(listed("retrying")).isEmpty();
    }

    @Test
    void aWrongStateIsNamed() {
        assertThat(admin.get("/api/v1/users?state=lost").errors())
                .singleElement()
                .asString()
                .startsWith("state: give one of delivered, waiting");
    }

    @Test
    void theTimelineIsTheStoryInOrder() {
        acme.answers(500);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received("u-1")).hasSize(1));
        acme.accepts();
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        Answer timeline = admin.get(path("u-1") + "/timeline");
        assertThat(timeline.json().path("steps").findValuesAsString("step"))
                .startsWith("received", "attempted")
                .endsWith("attempted", "confirmed");
        assertThat(timeline.json().path("steps").findValuesAsString("at")).isSorted();
        assertThat(timeline.json().at("/steps/1/says").asString()).contains("revision 1: failed (500) after");
        assertThat(timeline.json().path("complete").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(DeliveryState.StateName.class)
    void usersOfAStateAreFoundInOrderByAnIndex(DeliveryState.StateName state) {
        List<String> plan = transaction.execute(taken -> {
            taken.setRollbackOnly();
            long client = thousandsOfUsersInEveryState();
            return database.sql("explain " + UserDeliveries.sql(state))
                    .param("clients", new SqlArrayValue("bigint", client))
                    .param("after", 7L)
                    .param("limit", 51)
                    .param("now", Timestamp.from(Instant.now()))
                    .param("never", Timestamp.from(RetryDecision.NEVER))
                    .query((row, n) -> row.getString(1))
                    .list();
        });
        assertThat(plan)
                .anyMatch(line ->
                        line.matches(".*Scan using (users_of_client|deliveries_waiting|deliveries_held) on .*"));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    }

    private long thousandsOfUsersInEveryState() {
        long client = database.sql("select id from clients where key = ?")
                .param(acme.key())
                .query(Long.class)
                .single();
        database.sql("truncate deliveries")
                .update(); // until the end of the transaction: other tests' few users say nothing
        database.sql("""
                with u as (
                    insert into users (client_id, external_id, created_at)
                    select :client, 'u-' || n, now() from generate_series(1, 6000) n returning id, client_id
                )
                insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at, lease, attempts, held)
                select id, client_id, 2, case id % 6 when 0 then 2 else 1 end, now(),
                       case id % 6 when 1 then :never when 2 then now() + interval '1 minute' else now() end,
                       case id % 6 when 2 then gen_random_uuid() end, case id % 6 when 3 then 4 else 0 end, id % 6 = 4
                from u
                """)
                .param("client", client)
                .param("never", Timestamp.from(RetryDecision.NEVER))
                .update();
        database.sql("analyze users, deliveries").update();
        return client;
    }

    @Test
    void theTimelineWarnsOfAPlatformsClockThatIsAhead() {
        Instant soon = Instant.now().plus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        platform.sends(Platform.event("e-1", "u-1", "t-1", 10)
                .replace("\"user\"", "\"occurred_at\":\"" + soon + "\",\"user\"")
                .replace("2026-11-21T09:59:58Z", soon.minus(1, ChronoUnit.HOURS).toString()));
        platform.sends(Platform.event("e-2", "u-1", "t-2", 10)
                .replace(
                        "2026-11-21T09:59:58Z",
                        soon.minus(177, ChronoUnit.MINUTES).toString()));
        List<String> told =
                admin.get(path("u-1") + "/timeline").json().path("steps").findValuesAsString("says").stream()
                        .filter(says -> says.startsWith("Event"))
                        .toList();
        assertThat(told.getFirst())
                .matches(
                        ".*\\. Its occurred_at is 1[78]\\d min ahead of the relay's clock and outranks every correction dated"
                                + " before it: check the platform's clock\\. Its completed_at is 1[12]\\d min ahead .*");
        assertThat(told.getLast()).doesNotContain("ahead");
    }
}
