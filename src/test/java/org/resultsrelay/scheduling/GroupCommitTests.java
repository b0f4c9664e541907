package org.resultsrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.scheduling.GroupCommit.Limits;
import org.springframework.dao.QueryTimeoutException;

class GroupCommitTests {

    private static final Executor CALLERS = task -> Thread.ofVirtual().start(task);

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore disk = new Semaphore(0);
    private GroupCommit<Integer, String> commits = withCommitters(1);

    private GroupCommit<Integer, String> withCommitters(int committers) {
        return with(CALLERS, committers, Duration.ofMinutes(1));
    }

    private GroupCommit<Integer, String> with(Executor threads, int committers, Duration patience) {
        return new GroupCommit<>(
                threads,
                new Limits(committers, 8, 20, patience, Duration.ZERO),
                this::commit,
                IllegalArgumentException.class::isInstance);
    }

    private List<String> commit(List<Integer> batch) {
        batches.add(batch);
        disk.acquireUninterruptibly();
        if (batch.contains(13)) {
            throw new IllegalArgumentException("thirteen");
        }
        if (batch.contains(0)) {
            throw new AssertionError("zero");
        }
        if (batch.contains(666)) {
            throw new IllegalStateException("away");
        }
        return batch.stream().map(number -> "#" + number).toList();
    }

    private CompletableFuture<List<String>> call(Integer... items) {
        int before = waitingOrCommitting();
        var call = CompletableFuture.supplyAsync(() -> commits.submit(List.of(items)), CALLERS);
        await().until(() -> waitingOrCommitting() > before || call.isDone());
        return call;
    }

    private int waitingOrCommitting() {
        return batches.stream().mapToInt(List::size).sum() + commits.waiting();
    }

    @Test
    void aLoneCallIsCommittedAtOnce() {
        disk.release();
        assertThat(commits.submit(List.of(1, 2))).containsExactly("#1", "#2");
        assertThat(batches).containsExactly(List.of(1, 2));
    }

    @Test
    void callsThatArriveDuringACommitShareTheNextInOrder() {
        var first = call(1);
        var others = List.of(call(2, 3), call(4), call(5));
        disk.release(2);
        assertThat(first.join()).containsExactly("#1");
        assertThat(others.stream().map(CompletableFuture::join))
                .containsExactly(List.of("#2", "#3"), List.of("#4"), List.of("#5"));
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }

    @Test
    void aCommitterThatLingersGathersAFullBatchAndWaitsNoLonger() {
        commits = new GroupCommit<>(
                CALLERS,
                new Limits(1, 8, 20, Duration.ofMinutes(1), Duration.ofMinutes(1)),
                this::commit,
                IllegalArgumentException.class::isInstance);
        disk.release(2);
        assertThat(commits.submit(List.of(1))).as("a lone call does not wait").containsExactly("#1");
        var next = IntStream.rangeClosed(2, 9).mapToObj(item -> call(item)).toList();
        assertThat(next.getLast().join()).containsExactly("#9");
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    void anotherCommitBeginsBesideOneOnlyWhenAFullBatchWaits() {
        commits = withCommitters(2);
        var first = call(1);
        var waiting = call(2, 3, 4, 5, 6, 7, 8);
        assertThat(batches).containsExactly(List.of(1));
        var filling = call(9);
        await().untilAsserted(() -> assertThat(batches).hasSize(2));
        var late = call(10);
        disk.release();
        await().until(() -> first.isDone() || filling.isDone());
        await().during(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(batches).hasSize(2));
        disk.release(2);
        List.of(first, waiting, filling, late).forEach(CompletableFuture::join);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6, 7, 8, 9), List.of(10));
    }

    @Test
    void aBatchTakesNoMoreThanItsLimitAndALargerCallGoesAlone() {
        var first = call(1);
        Integer[] large = IntStream.range(100, 110).boxed().toArray(Integer[]::new);
        var others = List.of(call(2), call(large), call(3));
        disk.release(4);
        first.join();
        others.forEach(CompletableFuture::join);
        assertThat(batches.stream().map(List::size)).containsExactly(1, 1, 10, 1);
    }

    @Test
    void oneBadCallFailsAlone() {
        var first = call(1);
        var good = call(2);
        var bad = call(13);
        var alsoGood = call(4);
        disk.release(5);
        first.join();
        assertThat(good.join()).containsExactly("#2");
        assertThat(alsoGood.join()).containsExactly("#4");
        assertThatThrownBy(bad::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whenNobodyIsToBlameAllFailWithoutTryingEachAlone() {
        var first = call(1);
        var others = List.of(call(666), call(2));
        disk.release(2);
        first.join();
        others.forEach(call -> assertThatThrownBy(call::join).hasCauseInstanceOf(IllegalStateException.class));
        assertThat(batches).hasSize(2);
    }

    @Test
    void callsAreRefusedAtOnceWhenTooManyWait() {
        var first = call(1);
        var waiting = call(IntStream.range(100, 120).boxed().toArray(Integer[]::new));
        assertThatThrownBy(() -> commits.submit(List.of(99))).isInstanceOf(RejectedExecutionException.class);
        disk.release(2);
        assertThat(first.join()).hasSize(1);
        assertThat(waiting.join()).hasSize(20);
    }

    @Test
    void anErrorReachesItsCallersAndTheNextCallIsCommittedAllTheSame() {
        disk.release(2);
        assertThatThrownBy(() -> commits.submit(List.of(0))).hasCauseInstanceOf(AssertionError.class);
        assertThat(commits.submit(List.of(1))).containsExactly("#1");
    }

    @Test
    void anErrorOutsideACommitFailsItsCallsAndWhatWaitsIsCommittedByAnotherThread() {
        commits = new GroupCommit<>(
                CALLERS, new Limits(1, 2, 20, Duration.ofSeconds(10), Duration.ZERO), this::commit, e -> {
                    throw new AssertionError("no memory");
                });
        var first = call(1);
        var failing = List.of(call(666), call(2));
        var waiting = call(3);
        disk.release(4);
        assertThat(first.join()).containsExactly("#1");
        failing.forEach(call -> assertThatThrownBy(call::join).hasRootCauseInstanceOf(AssertionError.class));
        assertThat(waiting.join()).containsExactly("#3");
        assertThat(commits.submit(List.of(4))).containsExactly("#4");
    }

    @Test
    void whereNoThreadCanBeStartedTheCallIsRefusedAndTheNextOneIsCommitted() {
        commits = with(
                refusing(
                        () -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        },
                        1),
                1,
                Duration.ofSeconds(10));
        assertThatThrownBy(() -> commits.submit(List.of(1))).isInstanceOf(RejectedExecutionException.class);
        assertThat(commits.waiting()).isZero();
        disk.release();
        assertThat(commits.submit(List.of(2))).containsExactly("#2");
        assertThat(batches).containsExactly(List.of(2));
    }

    @Test
    void whereNoSecondThreadCanBeStartedTheFirstCommitterTakesItsWork() {
        commits = with(refusing(() -> new RejectedExecutionException("no more"), 2), 2, Duration.ofSeconds(10));
        var first = call(1);
        var full = call(2, 3, 4, 5, 6, 7, 8, 9);
        var late = call(10);
        disk.release(3);
        assertThat(first.join()).containsExactly("#1");
        assertThat(full.join()).hasSize(8);
        assertThat(late.join()).containsExactly("#10");
    }

    /** Starts all tasks but the one with this number, counted from 1. */
    private static Executor refusing(Supplier<? extends RuntimeException> failure, int number) {
        var tasks = new AtomicInteger();
        return task -> {
            if (tasks.incrementAndGet() == number) {
                throw failure.get();
            }
            CALLERS.execute(task);
        };
    }

    @Test
    void aCallWaitsNoLongerThanItsPatienceAndWhatNobodyWaitsForIsNotCommittedAnyMore() {
        commits = with(CALLERS, 1, Duration.ofMillis(300));
        var underWay = call(1);
        var waiting = call(2);
        assertThatThrownBy(underWay::join).hasCauseInstanceOf(QueryTimeoutException.class);
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(QueryTimeoutException.class);
        assertThat(commits.waiting()).isZero();
        disk.release(2);
        assertThat(commits.submit(List.of(3))).containsExactly("#3");
        assertThat(batches).containsExactly(List.of(1), List.of(3));
    }
}
