package org.resultsrelay.delivery.backlog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.LateClient;
import org.resultsrelay.delivery.backlog.BacklogQuery.Waiting;
import org.springframework.stereotype.Component;

/**
 * Compares the age of each client's oldest undelivered revision with its objective. Paused and throttled work counts
 * too.
 */
@Component
public class Freshness {

    private static final Duration ENOUGH_TO_COMPARE = Duration.ofSeconds(30);

    private final BacklogQuery backlog;
    private final Clients clients;
    private final Clock clock;
    private final Map<Long, BacklogSample> earlier = new ConcurrentHashMap<>();

    Freshness(BacklogQuery backlog, Clients clients, Clock clock) {
        this.backlog = backlog;
        this.clients = clients;
        this.clock = clock;
    }

    /** How many users waited at one time, and the estimate then of how long they would. */
    private record BacklogSample(
            Instant at, long users, @Nullable Duration clearIn) {}

    public List<LateClient> late() {
        Instant now = clock.instant();
        List<Waiting> late = backlog.waiting().stream()
                .filter(one -> one.oldest()
                        .plus(clients.get(one.clientId()).freshnessObjective())
                        .isBefore(now))
                .toList();
        earlier.keySet().retainAll(late.stream().map(Waiting::clientId).toList());
        return late.stream().map(one -> late(one, now)).toList();
    }

    private LateClient late(Waiting one, Instant now) {
        BacklogSample known = earlier.merge(
                one.clientId(), new BacklogSample(now, one.users(), null), (before, newer) -> compared(before, newer));
        return new LateClient(one.clientId(), one.oldest(), one.users(), known.clearIn());
    }

    private static BacklogSample compared(BacklogSample before, BacklogSample now) {
        Duration apart = Duration.between(before.at(), now.at());
        if (apart.compareTo(ENOUGH_TO_COMPARE) < 0) {
            return before;
        }
        long done = before.users() - now.users();
        return new BacklogSample(
                now.at(),
                now.users(),
                done <= 0 ? null : apart.multipliedBy(now.users()).dividedBy(done));
    }
}
