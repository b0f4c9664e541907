package org.resultsrelay.delivery.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.queue.OutdatedSummaries;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the summaries to push: many at once or, if one of them cannot be read, each alone. */
@Component
class NewestSummaries {

    private static final Logger log = LoggerFactory.getLogger(NewestSummaries.class);
    private static final String TOO_MANY = String.format(
            Locale.ROOT,
            "the relay puts at most %,d results into one message, and this user has more",
            Results.MOST_IN_A_SUMMARY);

    private final Results results;
    private final OutdatedSummaries outdatedSummaries;

    NewestSummaries(Results results, OutdatedSummaries outdatedSummaries) {
        this.results = results;
        this.outdatedSummaries = outdatedSummaries;
    }

    /** Why a user's summary cannot be read, as text for the timeline. */
    static final class UnreadableSummary extends Exception {

        private static final long serialVersionUID = 1L;

        private UnreadableSummary(String reason) {
            super(reason);
        }

        private UnreadableSummary(Throwable cause) {
            super(
                    "the relay cannot read this user's results: "
                            + cause.getClass().getSimpleName(),
                    cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * By user. Empty if one of these users cannot be read; each is then read alone, so that the others are not
     * affected.
     */
    Map<Long, Summary> together(Client client, Collection<Long> userIds) {
        try {
            return read(client.id(), Set.copyOf(userIds)).stream()
                    .collect(Collectors.toMap(Summary::userId, Function.identity()));
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn(
                    "The summaries of {} users of {} cannot be read together, so each is read alone: {}",
                    userIds.size(),
                    client.key(),
                    e.toString());
            return Map.of();
        }
    }

    Summary alone(Client client, long userId) throws UnreadableSummary {
        List<Summary> summary;
        try {
            summary = read(client.id(), Set.of(userId));
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("The results of user {} of {} cannot be read", userId, client.key(), e);
            throw new UnreadableSummary(e);
        }
        if (summary.isEmpty()) {
            throw new UnreadableSummary(TOO_MANY);
        }
        return summary.getFirst();
    }

    /**
     * Users that a change of the client's settings has not reached yet are updated now, so that their push shows it.
     */
    private List<Summary> read(long clientId, Set<Long> userIds) {
        List<Summary> newest = results.summariesInBounds(userIds);
        List<Long> outdated =
                newest.stream().filter(Summary::outdated).map(Summary::userId).toList();
        if (outdated.isEmpty()) {
            return newest;
        }
        outdatedSummaries.renew(clientId, outdated);
        return results.summariesInBounds(userIds);
    }
}
