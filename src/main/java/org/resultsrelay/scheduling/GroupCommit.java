package org.resultsrelay.scheduling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.dao.QueryTimeoutException;

/**
 * Lets calls that arrive while a commit is under way share the next one. A lone call is committed at once; under load
 * the batch grows with the load. Nothing waits for a batch to fill, unless it may linger. Each call gets its own
 * answers or its own failure.
 */
public final class GroupCommit<T, R> {

    /**
     * Platform threads: while many calls wait, a virtual thread would queue behind their threads after each statement.
     */
    private static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("group-commit-", 0).factory());

    private static final Deadlines DEADLINES = new Deadlines("group-commit-deadlines");

    private final Executor threads;
    private final Limits limits;
    private final Function<List<T>, List<R>> commit;
    private final Predicate<RuntimeException> oneIsToBlame;

    private final Queue<Call<T, R>> waiting = new ArrayDeque<>(); // guarded by this, like the two below
    private int waitingItems;
    private int committers;

    /**
     * {@code commit} stores a batch in one transaction and returns an answer for each item. If {@code oneIsToBlame}
     * accepts its failure, each call of the batch is committed again alone, so that one bad call fails alone.
     */
    public GroupCommit(Limits limits, Function<List<T>, List<R>> commit, Predicate<RuntimeException> oneIsToBlame) {
        this(THREADS, limits, commit, oneIsToBlame);
    }

    GroupCommit(
            Executor threads,
            Limits limits,
            Function<List<T>, List<R>> commit,
            Predicate<RuntimeException> oneIsToBlame) {
        this.threads = threads;
        this.limits = limits;
        this.commit = commit;
        this.oneIsToBlame = oneIsToBlame;
    }

    /**
     * {@code committers}: how many commits may run at once; a second begins only when a full batch waits. {@code
     * batch}: how many items one commit takes; a larger call goes alone. {@code waiting}: how many items may wait
     * before calls are refused. {@code patience}: how long a call waits. {@code linger}: how long the next commit waits
     * for more items, where nobody is in a hurry.
     */
    public record Limits(int committers, int batch, int waiting, Duration patience, Duration linger) {}

    /**
     * Waits until the items are committed. Throws {@link RejectedExecutionException} at once if too many wait already
     * or no thread can be started, and {@link QueryTimeoutException} when the patience is over; the items may still be
     * committed then.
     */
    public List<R> submit(List<T> items) {
        var call = new Call<T, R>(items, new CompletableFuture<>());
        enqueue(call);
        try (var _ = DEADLINES.in(limits.patience, () -> giveUp(call))) {
            return call.answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            withdraw(call);
            throw new QueryTimeoutException("the relay was stopped before the commit");
        }
    }

    private void giveUp(Call<T, R> call) {
        withdraw(call);
        call.answer.completeExceptionally(
                new QueryTimeoutException("no commit within " + limits.patience.toSeconds() + " s"));
    }

    private synchronized void enqueue(Call<T, R> call) {
        if (waitingItems > 0 && waitingItems + call.items.size() > limits.waiting) {
            throw new RejectedExecutionException(waitingItems + " items wait to be committed already");
        }
        waiting.add(call);
        waitingItems += call.items.size();
        if (aFullBatchWaits()) {
            notifyAll(); // wakes a lingering committer
        }
        if (committers == 0 || (committers < limits.committers && aFullBatchWaits())) {
            startCommitter(call);
        }
    }

    /** If no thread can be started, a running committer takes the call too; without one, the call is refused. */
    private void startCommitter(Call<T, R> call) {
        try {
            threads.execute(this::commitWhileAnyWait);
            committers++; // it looks for work only once this lock is free
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            if (committers == 0) {
                withdraw(call);
                throw new RejectedExecutionException("No thread can be started to commit", e);
            }
        }
    }

    /** The caller has given up. Unless the call is being committed now, it never will be. */
    private synchronized void withdraw(Call<T, R> call) {
        if (waiting.remove(call)) {
            waitingItems -= call.items.size();
        }
    }

    /** How many items wait for a commit, for metrics and tests. */
    public synchronized int waiting() {
        return waitingItems;
    }

    private void commitWhileAnyWait() {
        List<Call<T, R>> batch = List.of();
        try {
            for (batch = next(); !batch.isEmpty(); batch = next()) {
                commit(batch);
                linger();
            }
        } catch (RuntimeException | Error e) {
            try {
                batch.forEach(call -> call.answer.completeExceptionally(e)); // those without an answer yet
            } finally {
                replaceCommitter();
            }
            throw e;
        }
    }

    /** Fewer and larger commits cost less. */
    private synchronized void linger() {
        long end = System.nanoTime() + limits.linger.toNanos();
        long left = limits.linger.toMillis();
        while (left > 0 && !aFullBatchWaits()) {
            try {
                wait(left);
            } catch (
                    InterruptedException
                            e) { // committers are never interrupted; if one were, it would commit what waits
                return;
            }
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    /**
     * A failure outside a commit ends the committer. If no thread for another can be started, the next call tries
     * again.
     */
    private synchronized void replaceCommitter() {
        committers--;
        if (committers == 0 && !waiting.isEmpty()) {
            threads.execute(this::commitWhileAnyWait);
            committers++;
        }
    }

    private boolean aFullBatchWaits() {
        return waitingItems >= limits.batch;
    }

    /**
     * Empty if nothing waits, or too little for a commit beside another one, which takes it then. This committer ends.
     */
    private synchronized List<Call<T, R>> next() {
        var batch = new ArrayList<Call<T, R>>();
        if (committers > 1 && !aFullBatchWaits()) {
            committers--;
            return batch;
        }
        int size = 0;
        for (Call<T, R> call = waiting.peek();
                call != null && (batch.isEmpty() || size + call.items.size() <= limits.batch);
                call = waiting.peek()) {
            batch.add(call);
            waiting.remove();
            size += call.items.size();
            waitingItems -= call.items.size();
        }
        if (batch.isEmpty()) {
            committers--;
        }
        return batch;
    }

    private void commit(List<Call<T, R>> batch) {
        try {
            List<R> answers = commit.apply(
                    batch.stream().flatMap(call -> call.items.stream()).toList());
            int from = 0;
            for (Call<T, R> call : batch) {
                call.answer.complete(answers.subList(from, from += call.items.size()));
            }
        } catch (RuntimeException e) {
            if (batch.size() > 1 && oneIsToBlame.test(e)) {
                batch.forEach(call -> commit(List.of(call)));
            } else {
                batch.forEach(call -> call.answer.completeExceptionally(e));
            }
        } catch (Error e) {
            batch.forEach(call -> call.answer.completeExceptionally(e)); // the callers throw it
        }
    }

    private record Call<T, R>(List<T> items, CompletableFuture<List<R>> answer) {}
}
