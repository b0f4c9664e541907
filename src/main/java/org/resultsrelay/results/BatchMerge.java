package org.resultsrelay.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.LedgerEntry.AttemptIdKey;
import org.resultsrelay.results.LedgerEntry.EventKey;
import org.resultsrelay.results.LedgerEntry.UserKey;

/**
 * Judges a batch event by event, in order: which events are new, which attempt each is, which result stands afterwards,
 * and whose summary changes. No I/O: it is first told what is stored, read under the users' locks.
 */
final class BatchMerge {

    private final Map<EventKey, UUID> seen = new HashMap<>();
    private final Map<TestKey, SortedMap<Integer, ResultLine>> standing = new HashMap<>();
    private final Map<AttemptIdKey, Integer> numbers = new HashMap<>();

    final List<Receipt> receipts = new ArrayList<>();
    final List<Addition> additions = new ArrayList<>();
    final List<Long> replaced = new ArrayList<>();
    final Set<UserKey> changedUsers = new HashSet<>();

    /** A row to store, and the event it comes from. */
    record Addition(LedgerEntry entry, ResultLine line) {}

    /** One row of {@code results}: stored if it has an id, otherwise still to be stored. */
    static final class ResultLine {
        final @Nullable Long id;
        final UserKey user;
        final CurrentResult content;
        final @Nullable Instant occurredAt;

        @Nullable
        String attemptId;

        boolean stands = true;

        private ResultLine(
                @Nullable Long id,
                UserKey user,
                CurrentResult content,
                @Nullable Instant occurredAt,
                @Nullable String attemptId) {
            this.id = id;
            this.user = user;
            this.content = content;
            this.occurredAt = occurredAt;
            this.attemptId = attemptId;
        }

        /** Later by {@code occurred_at}; if equal or absent, by arrival. */
        private boolean yieldsTo(ResultLine later) {
            return occurredAt == null || later.occurredAt == null || !later.occurredAt.isBefore(occurredAt);
        }
    }

    private record TestKey(UserKey user, String testId) {}

    void storedEvent(EventKey event, UUID fingerprint) {
        seen.put(event, fingerprint);
    }

    void storedResult(
            long id, UserKey user, CurrentResult content, @Nullable Instant occurredAt, @Nullable String attemptId) {
        attempts(user, content.testId())
                .put(content.attempt(), new ResultLine(id, user, content, occurredAt, attemptId));
        if (attemptId != null) {
            numbers.put(new AttemptIdKey(user, content.testId(), attemptId), content.attempt());
        }
    }

    void judge(LedgerEntry entry) {
        UUID before = seen.putIfAbsent(entry.event(), entry.fingerprint());
        if (before != null) {
            receipts.add(before.equals(entry.fingerprint()) ? Receipt.DUPLICATE : Receipt.CONFLICT);
            return;
        }
        receipts.add(Receipt.ACCEPTED);
        Submission submission = entry.submission();
        SortedMap<Integer, ResultLine> attempts = attempts(entry.user(), submission.testId());
        var line = new ResultLine(
                null,
                entry.user(),
                CurrentResult.of(submission, number(entry, attempts)),
                submission.occurredAt(),
                submission.attemptId());
        additions.add(new Addition(entry, line));
        enter(attempts, line);
    }

    /** An attempt id keeps the number that it got when it was first seen: the next one at that time. */
    private int number(LedgerEntry entry, SortedMap<Integer, ResultLine> attempts) {
        Integer number = entry.submission().attempt();
        if (number != null) {
            return number;
        }
        int next = attempts.isEmpty() ? 1 : attempts.lastKey() + 1;
        AttemptIdKey id = entry.attemptId();
        Integer known = id == null ? null : numbers.putIfAbsent(id, next);
        return known == null ? next : known;
    }

    private void enter(SortedMap<Integer, ResultLine> attempts, ResultLine line) {
        ResultLine holder = attempts.get(line.content.attempt());
        if (holder != null && !holder.yieldsTo(line)) {
            line.stands = false;
            return;
        }
        attempts.put(line.content.attempt(), line);
        if (holder != null) {
            holder.stands = false;
            line.attemptId = line.attemptId == null ? holder.attemptId : line.attemptId; // so that it is found again
            if (holder.id != null) {
                replaced.add(holder.id);
            }
        }
        if (holder == null || !holder.content.saysTheSameAs(line.content)) {
            changedUsers.add(line.user);
        }
    }

    private SortedMap<Integer, ResultLine> attempts(UserKey user, String testId) {
        return standing.computeIfAbsent(new TestKey(user, testId), key -> new TreeMap<>());
    }
}
