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
import org.resultsrelay.delivery.backlog.StandingQuery.Waiting;
import org.springframework.stereotype.Component;

/** Compares the age of each client's oldest undelivered revision with its objective, paused and throttled work included. */
@Component
public class Freshness {

    private static final Duration ENOUGH_TO_COMPARE = Duration.ofSeconds(30);

    private final StandingQuery standing;
    private final Clients clients;
    private final Clock clock;
    private final Map<Long, Backlog> earlier = new ConcurrentHashMap<>();

    Freshness(StandingQuery standing, Clients clients, Clock clock) {
        this.standing = standing;
        this.clients = clients;
        this.clock = clock;
    }

    /** How many users waited at a time, and how long it then seemed that they would. */
    private record Backlog(Instant at, long users, @Nullable Duration clearIn) {}

    public List<LateClient> late() {
        Instant now = clock.instant();
        List<Waiting> late = standing.waiting().stream()
                .filter(one -> one.oldest()
                        .plus(clients.get(one.clientId()).freshnessObjective())
                        .isBefore(now))
                .toList();
        earlier.keySet().retainAll(late.stream().map(Waiting::clientId).toList());
        return late.stream().map(one -> late(one, now)).toList();
    }

    private LateClient late(Waiting one, Instant now) {
        Backlog known = earlier.merge(
                one.clientId(), new Backlog(now, one.users(), null), (before, newer) -> compared(before, newer));
        return new LateClient(one.clientId(), one.oldest(), one.users(), known.clearIn());
    }

    private static Backlog compared(Backlog before, Backlog now) {
        Duration apart = Duration.between(before.at(), now.at());
        if (apart.compareTo(ENOUGH_TO_COMPARE) < 0) {
            return before;
        }
        long done = before.users() - now.users();
        return new Backlog(
                now.at(),
                now.users(),
                done <= 0 ? null : apart.multipliedBy(now.users()).dividedBy(done));
    }
}
