package org.resultsrelay.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.support.Api.Answer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The spreading on a real PostgreSQL, minute by minute. */
class TasksIT extends TasksTest {

    @Test
    void fortyFiveUsersGoOutMinuteByMinute() {
        has(LongStream.rangeClosed(1001, 1045).boxed().toArray());
        task(posts(list(1001, 1045), "&capacity=2"));
        assertThat(wanted()).containsExactly("1001", "1002", "1031");
        confirmsAll();
        passes(Duration.ofSeconds(59));
        assertThat(wanted()).isEmpty();
        passes(Duration.ofSeconds(1));
        assertThat(wanted()).containsExactly("1003", "1004", "1032");
        confirmsAll();
        passes(Duration.ofMinutes(13));
        assertThat(wanted()).hasSize(39).contains("1029", "1030", "1045");
    }

    @Test
    void aSecondListContinuesWhereTheFirstStopped() {
        String first = task(posts(list(1, 3), "&capacity=2"));
        String second = task(posts(list(4, 6), "&capacity=2"));
        assertThat(minutes(first)).isEqualTo("2 1");
        assertThat(minutes(second)).isEqualTo("1 2");
        assertThat(admin.get(second).json().at("/minutes/0/minute").asString())
                .isEqualTo(clock.instant().plus(RemainingQuarter.MINUTE).toString());
    }

    @Test
    void whatComesLateInAQuarterUsesTheMinutesThatAreLeft() {
        clock.advance(Duration.ofMinutes(13));
        String task = task(posts(list(1, 9), "&capacity=2"));
        assertThat(minutes(task)).isEqualTo("5 4");
    }

    @Test
    void whatThePaceCannotCarryIsTheFollowingQuarters() {
        admin.patch("/api/v1/clients/" + key, "{\"pace\":{\"per_minute\":3}}");
        clock.advance(Duration.ofMinutes(13));
        Answer made = posts(list(1, 60), "&capacity=2");
        String task = task(made);
        assertThat(minutes(task)).isEqualTo("3 3");
        assertThat(admin.get(task).json().path("later").asInt()).isEqualTo(54);
        assertThat(made.json().path("seconds_left").asInt())
                .isEqualTo(Duration.ofMinutes(2 + 15 + 5).toSeconds());
        passes(Duration.ofMinutes(2));
        assertThat(admin.get(task).json().path("later").asInt()).isEqualTo(9);
        assertThat(minutes(task))
                .isEqualTo(String.join(" ", Stream.generate(() -> "3").limit(15).toList()));
        IntStream.range(0, 20).forEach(n -> passes(Duration.ofMinutes(1)));
        assertThat(admin.get(task).json().at("/task/state").asString()).isEqualTo("done");
    }

    @Test
    void whatTheClientCannotTakeNowStaysWithTheTask() {
        has(LongStream.rangeClosed(101, 110).boxed().toArray());
        admin.patch("/api/v1/clients/" + key, "{\"pace\":{\"per_minute\":3}}");
        String task = task(posts(list(101, 110), ""));
        passes(Duration.ofMinutes(9));
        assertThat(wanted()).as("a minute's worth waits, no more").containsExactly("101", "102", "103");
        confirmsAll();
        ticks();
        assertThat(wanted()).as("the next follow as it takes them").hasSize(3).doesNotContain("101");
        admin.delete(task);
        confirmsAll();
        passes(Duration.ofMinutes(5));
        assertThat(wanted()).isEmpty();
    }

    @Test
    void aShortListDoesNotWaitForALongOne() {
        admin.patch("/api/v1/clients/" + key, "{\"pace\":{\"per_minute\":2}}");
        String lengthy = task(posts(list(1, 900), ""));
        String shorter = task(posts(list(901, 902), ""));
        assertThat(admin.get(shorter).json().path("later").asInt())
                .as("this quarter is full")
                .isEqualTo(2);
        IntStream.range(0, 15).forEach(n -> passes(Duration.ofMinutes(1)));
        assertThat(admin.get(shorter).json().at("/task/state").asString()).isEqualTo("done");
        assertThat(admin.get(lengthy).json().at("/task/state").asString()).isEqualTo("running");
    }

    @Test
    void severalHandsTakeEachUserOnce() {
        has(IntStream.range(10_000, 10_500).boxed().toArray());
        String task = task(posts(list(10_000, 10_499), "&capacity=100"));
        clock.advance(Duration.ofMinutes(10));
        List<CompletableFuture<Integer>> hands = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 20)
                        .map(again -> relay.getBean(SlotRelease.class).some(client(), clock.instant()))
                        .sum()))
                .toList();
        assertThat(hands.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(400);
        assertThat(admin.get(task).json().at("/task/progress/done").asInt()).isEqualTo(500);
        assertThat(wanted()).hasSize(500);
    }

    /** Its own statements; the table has another name now. */
    @Test
    void aRelayOfTheVersionBeforeSharesTheLock() {
        String create = "insert into recompute_turns (client_id) values (?) on conflict do nothing";
        String tryLock = "select client_id from recompute_turns where client_id = ? for update skip locked";
        long id = client().id();
        SlotRows slots = relay.getBean(SlotRows.class);
        assertThat(database.update(create, id)).isEqualTo(1);
        assertThat(database.update(create, id)).isZero();
        var transaction = new TransactionTemplate(relay.getBean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(held -> {
            assertThat(slots.tryLock(id)).isTrue();
            assertThat(elsewhere(() -> database.queryForList(tryLock, Long.class, id)))
                    .as("the version before, while this one has the lock")
                    .isEmpty();
        });
        transaction.executeWithoutResult(held -> {
            assertThat(database.queryForList(tryLock, Long.class, id)).containsExactly(id);
            assertThat(elsewhere(() -> slots.tryLock(id)))
                    .as("this version, while the one before has the lock")
                    .isFalse();
        });
        assertThat(slots.tryLock(id)).isTrue();
    }

    private static <T> T elsewhere(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question).join();
    }

    @Test
    void whoDiesBeforeTheCommitHasTakenNobody() {
        has(1, 2, 3);
        String task = task(posts(list(1, 3), "&capacity=1"));
        clock.advance(Duration.ofMinutes(1));
        new TransactionTemplate(relay.getBean(PlatformTransactionManager.class)).executeWithoutResult(dies -> {
            assertThat(relay.getBean(SlotRelease.class).some(client(), clock.instant()))
                    .isEqualTo(1);
            assertThat(wanted()).containsExactly("1", "2");
            dies.setRollbackOnly();
        });
        assertThat(wanted()).containsExactly("1");
        assertThat(admin.get(task).json().at("/task/progress/done").asInt()).isEqualTo(1);
        ticks();
        assertThat(wanted()).containsExactly("1", "2");
    }

    @Test
    void aRefusedUserThatIsSetAsideHoldsUpNobody() {
        has(1, 2, 3);
        admin.patch("/api/v1/clients/" + key, "{\"pace\":{\"per_minute\":1}}");
        task(posts(list(1, 3), ""));
        assertThat(wanted()).containsExactly("1");
        database.update(
                "update deliveries set due_at = ? where client_id = ? and wanted > delivered",
                Timestamp.from(RetryDecision.NEVER),
                client().id());
        passes(Duration.ofMinutes(1));
        assertThat(wanted()).containsExactly("1", "2");
    }

    @Test
    void whatIsOverIsClearedUpAfterAWhile() {
        String task = task(posts(list(1, 30_000), "&capacity=1"));
        admin.delete(task);
        clock.advance(Duration.ofMinutes(1));
        TaskPurge purge = relay.getBean(TaskPurge.class);
        while (purge.tick() > 0) {}
        assertThat(database.queryForObject(
                        "select count(*) from recompute_items where task_id = ?",
                        Long.class,
                        Long.valueOf(task.substring(PATH.length() + 1))))
                .isZero();
        assertThat(admin.get(task).status()).isEqualTo(200);
        clock.advance(Duration.ofDays(31));
        purge.tick();
        assertThat(admin.get(task).status()).isEqualTo(404);
    }

    @Test
    void aListWhoseReceiverDiedIsForgotten() {
        long id = relay.getBean(TaskRows.class).make(client().id(), "dies", 1);
        assertThat(admin.get(PATH + "/" + id).json().at("/task/state").asString())
                .isEqualTo("receiving");
        clock.advance(Duration.ofMinutes(11));
        relay.getBean(TaskPurge.class).tick();
        assertThat(admin.get(PATH + "/" + id).status()).isEqualTo(404);
    }
}
