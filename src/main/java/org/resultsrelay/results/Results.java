package org.resultsrelay.results;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.scheduling.GroupCommit;
import org.resultsrelay.scheduling.GroupCommit.Limits;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Front door: users and their results. It takes what platforms submit, and returns summaries. */
@Component
public class Results {

    /** How many results of a user are read into memory for a summary. */
    public static final int MOST_IN_A_SUMMARY = 20_000;

    private static final Limits LIMITS = new Limits(2, 512, 20_000, Duration.ofSeconds(8), Duration.ZERO);

    private final Ledger ledger;
    private final GroupCommit<LedgerEntry, Receipt> commits;
    private final Map<Long, Integer> waiting = new ConcurrentHashMap<>();
    private final SummaryQuery summaries;
    private final SummaryRenewal renewal;
    private final Users users;
    private final UserIds userIds;
    private final Events events;
    private final Epochs epochs;

    Results(
            Ledger ledger,
            SummaryQuery summaries,
            SummaryRenewal renewal,
            Users users,
            UserIds userIds,
            Events events,
            Epochs epochs) {
        this.ledger = ledger;
        this.commits = new GroupCommit<>(LIMITS, ledger::record, Results::oneIsToBlame);
        this.summaries = summaries;
        this.renewal = renewal;
        this.users = users;
        this.userIds = userIds;
        this.events = events;
        this.epochs = epochs;
    }

    /**
     * Returns once the submissions are on disk, with one receipt each, in order. Throws {@link
     * RejectedExecutionException} at once if too many wait already. One client may use half of the waiting room, so
     * that others are still accepted.
     */
    public List<Receipt> store(long clientId, List<Submission> submissions) {
        int count = submissions.size();
        int all = waiting.merge(clientId, count, Integer::sum);
        try {
            if (all > count && all > LIMITS.waiting() / 2) {
                throw new RejectedExecutionException((all - count) + " results of this client wait already");
            }
            return commit(clientId, submissions);
        } finally {
            waiting.compute(clientId, (id, waits) -> waits == null || waits == count ? null : waits - count);
        }
    }

    private List<Receipt> commit(long clientId, List<Submission> submissions) {
        return commits.submit(submissions.stream()
                .map(submission -> LedgerEntry.of(clientId, submission))
                .toList());
    }

    /** Whether webhooks crowd in: platforms send results as fast as they get answers. */
    public boolean crowdIn() {
        return ledger.load().crowdsIn();
    }

    /** Whether many results are of users who had another one seconds before. */
    public boolean usersComeAgain() {
        return ledger.load().usersComeAgain();
    }

    /** The newest summaries of these users, each with the revision it shows. */
    public List<Summary> summaries(Collection<Long> userIds) {
        return summaries.read(userIds);
    }

    /** The newest summaries of those who have no more than {@link #MOST_IN_A_SUMMARY} results. */
    public List<Summary> summariesInBounds(Collection<Long> userIds) {
        return summaries.read(userIds, MOST_IN_A_SUMMARY);
    }

    /**
     * Renews those of these users whose summaries are outdated under their client's newest settings. Returns their new
     * revisions; a user without results needs none.
     */
    public Map<Long, Long> renew(long clientId, Collection<Long> userIds) {
        return renewal.of(clientId, userIds);
    }

    public Optional<User> user(long clientId, String externalId) {
        return users.findByClientIdAndExternalId(clientId, externalId);
    }

    /** The users of a client with these ids; unknown ids are left out. */
    public Map<String, Long> ids(long clientId, Collection<String> externalIds) {
        return userIds.of(clientId, externalIds);
    }

    /** Users after {@code afterId}, of one client or of all, in the order in which they were first seen. */
    public List<User> users(@Nullable Long clientId, long afterId, int limit) {
        return clientId == null
                ? users.findByIdGreaterThanOrderById(afterId, Limit.of(limit))
                : users.findByClientIdAndIdGreaterThanOrderById(clientId, afterId, Limit.of(limit));
    }

    public List<User> users(Collection<Long> ids) {
        return users.findByIdInOrderById(ids);
    }

    /** Registers a user ahead of its first result; false if it is known. */
    public boolean register(long clientId, String externalId, Instant now) {
        return users.register(clientId, externalId, now) > 0;
    }

    /** The user's newest events first, including those that no longer stand. */
    public List<Result> events(long userId, int limit) {
        return events.newest(userId, limit);
    }

    /** The epoch of this client's users: 1 until it is raised. */
    public int epoch(long clientId) {
        return epochs.of(clientId);
    }

    /** Raises the epoch of each of these clients by one, or to {@code atLeast} if that is higher. */
    public List<EpochsRaised.Raised> raiseEpochs(Collection<Long> clientIds, int atLeast) {
        return epochs.raise(clientIds, atLeast);
    }

    /** An absent database is no event's fault. Anything else may be one event's, which must not harm its neighbours. */
    private static boolean oneIsToBlame(RuntimeException e) {
        return e instanceof DataIntegrityViolationException
                || !(e instanceof DataAccessException || e instanceof TransactionException);
    }
}
