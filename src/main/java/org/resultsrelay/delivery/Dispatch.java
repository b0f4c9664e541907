package org.resultsrelay.delivery;

import java.time.Instant;
import java.util.Collection;

/** What a lane asks of the house: how much room its client leaves, and to claim users and send them on their way. */
interface Dispatch {

    Room room(long clientId);

    /** Claims some of these users and starts their pushes; says how many. Each tells the lane when it has landed. */
    int these(long clientId, Collection<Long> userIds, Lane lane);

    /** The same for up to {@code limit} users that are due, the oldest first. */
    int oldest(long clientId, int limit, Lane lane);

    /** How many requests may be in flight, as of {@code now}; none while the client is paused. */
    record Room(int inFlight, boolean paused, Instant now) {

        boolean open(Instant heldUntil) {
            return !paused && !now.isBefore(heldUntil);
        }
    }
}
