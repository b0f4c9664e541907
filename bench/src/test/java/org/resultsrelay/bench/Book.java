package org.resultsrelay.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was accepted on one side and what arrived on the other, and whether the two agree. */
final class Book {

    private final Map<String, Totals> owed = new ConcurrentHashMap<>();
    private final Map<String, Summary> shown = new ConcurrentHashMap<>();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Set<String> unsure = ConcurrentHashMap.newKeySet();
    private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
    final LongAdder accepted = new LongAdder();
    final LongAdder pushes = new LongAdder();
    final LongAdder unsigned = new LongAdder();
    final LongAdder backwards = new LongAdder();

    /** What a summary says in sum. */
    record Totals(int completed, int passed, long score, long maxScore) {

        Totals plus(Webhook webhook) {
            return new Totals(
                    completed + 1,
                    passed + (webhook.passed() ? 1 : 0),
                    score + webhook.score(),
                    maxScore + Webhook.MAX_SCORE);
        }
    }

    record Summary(String user, long epoch, long revision, Totals totals, List<String> tests) {

        boolean isOlderThan(Summary other) {
            return epoch < other.epoch || epoch == other.epoch && revision < other.revision;
        }
    }

    void accepted(Webhook webhook) {
        accepted.increment();
        owed.merge(webhook.user(), new Totals(0, 0, 0, 0).plus(webhook), (before, one) -> before.plus(webhook));
    }

    /** It may be stored or not: nobody can say what this user's totals should be. */
    void unanswered(Webhook webhook) {
        unsure.add(webhook.user());
    }

    void arrived(Summary summary, long now) {
        pushes.increment();
        summary.tests().forEach(test -> arrivals.putIfAbsent(summary.user() + "/" + test, now));
        shown.merge(summary.user(), summary, (before, one) -> {
            if (one.isOlderThan(before)) {
                backwards.increment();
                return before;
            }
            return one;
        });
    }

    /** Whether a summary with this result is there; notes how long it took. */
    boolean hasArrived(Webhook webhook) {
        return arrivals.containsKey(webhook.key());
    }

    void took(Webhook webhook) {
        latencies.add(arrivals.get(webhook.key()) - webhook.sentAt());
    }

    /** Users whose last summary is not the sum of what was accepted for them. */
    long wrong() {
        return owed.entrySet().stream()
                .filter(user -> !unsure.contains(user.getKey()))
                .filter(user -> !shown.containsKey(user.getKey())
                        || !shown.get(user.getKey()).totals().equals(user.getValue()))
                .count();
    }

    boolean isRight() {
        return wrong() == 0 && unsigned.sum() == 0 && backwards.sum() == 0;
    }

    String told() {
        return """
                webhooks accepted          %d
                pushes                     %d taken, %d refused for their signature, %d older than what was there
                users with wrong totals    %d of %d%s
                webhook to push            %s
                """.formatted(
                accepted.sum(),
                pushes.sum(),
                unsigned.sum(),
                backwards.sum(),
                wrong(),
                owed.size(),
                unsure.isEmpty()
                        ? ""
                        : ", and %d not judged: a webhook of theirs was not answered 202".formatted(unsure.size()),
                percentiles());
    }

    private String percentiles() {
        List<Long> sorted;
        synchronized (latencies) {
            sorted = latencies.stream().sorted().toList();
        }
        return sorted.isEmpty()
                ? "none arrived"
                : "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms".formatted(at(sorted, 50), at(sorted, 95), at(sorted, 99));
    }

    private static double at(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1) / 1e6;
    }
}
