package org.resultsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.delivery.gate.Gate;
import org.resultsrelay.delivery.gate.Pacing.Slots;

/** What a lane asks of the house: how much room its client leaves, and to claim users and send them on their way. */
interface Dispatch {

    Room room(long clientId);

    /**
     * Claims some of these users, for whom there is {@code room}, and starts their pushes; says how many. Each tells the lane
     * when it has landed.
     */
    int these(long clientId, Collection<Long> userIds, int room, Lane lane);

    /** The same for as many users that are due as there is room, the oldest first. */
    int oldest(long clientId, int room, Lane lane);

    /** The same for one user, due or not, to see whether the endpoint answers again. */
    int probe(long clientId, Lane lane);

    /** The same with this user. */
    int probe(long clientId, long userId, Lane lane);

    /** Takes the next slots of a paced client. */
    Slots slots(long clientId, int perMinute, int most);

    void later(Duration wait, Runnable task);

    /**
     * {@code share} is how many of the agreed requests in flight are this process's; {@code intakeFirst} asks to come back a
     * little later.
     */
    record Room(Pace pace, int share, boolean paused, boolean intakeFirst, Gate gate, Instant now) {}
}
