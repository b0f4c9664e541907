package org.resultsrelay.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.delivery.breaker.Gate;
import org.resultsrelay.delivery.breaker.Pacing.Slots;

/** What a lane asks of the house: how much room its client leaves, and who is to be pushed. */
interface Dispatch {

    /** What messages call this client. */
    String called(long clientId);

    Room room(long clientId);

    /** Claims those of these users that are due. */
    List<DueDelivery> these(long clientId, Collection<Long> userIds);

    /** The same for up to as many as are due, the oldest first. */
    List<DueDelivery> oldest(long clientId, int most);

    /** The same for one user, due or not, to see whether the endpoint answers again. */
    List<DueDelivery> probe(long clientId);

    /** The same with this user. */
    List<DueDelivery> probe(long clientId, long userId);

    /** Ends the claim of users whose push has not begun: they are due as before. */
    void giveBack(List<DueDelivery> unused);

    /** Takes the next slots of a paced client. */
    Slots slots(long clientId, int perMinute, int most);

    void later(Duration wait, Runnable task);

    /**
     * {@code share} is how many of the agreed requests in flight are this process's; {@code gather} is for how long users
     * may gather before they are taken.
     */
    record Room(Pace pace, int share, boolean paused, Duration gather, Gate gate, Instant now) {}
}
