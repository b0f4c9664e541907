package org.resultsrelay.delivery.breaker;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.scheduling.Tick;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The relay processes that share the work now. Each uses its share of a client's agreed requests in flight, so that
 * together they keep the agreement without asking at every push. When processes come or go, each keeps to the smaller
 * of its shares before and after, until all have made room.
 */
@Component
public class RelayInstances implements Tick, SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration GONE_AFTER = EVERY.multipliedBy(3);

    private final UUID self = UUID.randomUUID();
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration flight;
    private volatile boolean running;
    private volatile List<Place> places = List.of(Place.NONE); // in rosters that some process may still use

    private List<UUID> seen = List.of(); // only the tick uses this and the two below
    private List<UUID> roomMadeFor = List.of();
    private Instant landedAt = Instant.EPOCH;

    RelayInstances(JdbcClient jdbc, DeliveryProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.flight = properties.timeout();
        this.clock = clock;
    }

    /** This process's number among how many. */
    record Place(int index, int of) {

        /** Of a process for which nobody has made room yet. */
        static final Place NONE = new Place(0, 0);

        /** The shares add up to the whole; who gets one more differs from client to client. */
        int share(int whole, long clientId) {
            if (of == 0) {
                return 0;
            }
            int rest = whole % of;
            return whole / of + (Math.floorMod(index + clientId, of) < rest ? 1 : 0);
        }
    }

    /** A process, and the processes for which it has made room. */
    private record Member(UUID id, List<UUID> roster) {}

    /** This process's share of a client's requests in flight. */
    public int share(int whole, long clientId) {
        int least = whole;
        for (Place place : places) {
            least = Math.min(least, place.share(whole, clientId));
        }
        return least;
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        if (!now.isBefore(landedAt)) {
            roomMadeFor = seen;
        }
        List<Member> members = meet(now);
        List<UUID> alive = members.stream().map(Member::id).toList();
        if (!alive.equals(seen)) {
            return adopt(alive, now);
        }
        if (members.stream().allMatch(member -> member.roster().equals(alive))) {
            places = List.of(places.getLast());
        }
        return 0;
    }

    /** Requests in flight when a share shrinks have ended after the longest time of a push. */
    private int adopt(List<UUID> alive, Instant now) {
        boolean nothingInFlight = places.equals(List.of(Place.NONE));
        landedAt = nothingInFlight ? now : now.plus(flight);
        seen = alive;
        var both = new ArrayList<>(places);
        both.add(new Place(alive.indexOf(self), alive.size()));
        places = List.copyOf(both);
        return nothingInFlight ? 1 : 0; // the next tick stores it at once
    }

    private List<Member> meet(Instant now) {
        return jdbc.sql("""
                with me as (
                    insert into relays (id, seen_at, roster) values (?, ?, ?)
                    on conflict (id) do update set seen_at = excluded.seen_at, roster = excluded.roster
                    returning id, roster
                ), gone as (
                    delete from relays where seen_at < ? and id <> ?
                )
                select id, roster from me union all
                select id, roster from relays where seen_at >= ? and id <> ? order by id
                """)
                .params(
                        self,
                        Timestamp.from(now),
                        new SqlArrayValue("uuid", roomMadeFor.toArray()),
                        Timestamp.from(now.minus(GONE_AFTER)),
                        self,
                        Timestamp.from(now.minus(GONE_AFTER)),
                        self)
                .query((row, n) -> new Member(row.getObject("id", UUID.class), List.of((UUID[])
                        row.getArray("roster").getArray())))
                .list();
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Tells the others at once, so that they need not wait until it is missed. */
    @Override
    public void stop() {
        running = false;
        places = List.of(Place.NONE);
        seen = List.of();
        jdbc.sql("delete from relays where id = ?").param(self).update();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Leaves after the lanes, when nothing is in flight, and before the database. */
    @Override
    public int getPhase() {
        return -1;
    }
}
