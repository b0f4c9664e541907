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

    /** Claims some of these users, for whom there is {@code room}. */
    List<DueDelivery> these(long clientId, Collection<Long> userIds, int room);

    /** The same for as many users that are due as there is room, the oldest first. */
    List<DueDelivery> oldest(long clientId, int room);

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
     * {@code share} is how many of the agreed requests in flight are this process's; {@code intakeFirst} asks to come back a
     * little later.
     */
    record Room(Pace pace, int share, boolean paused, boolean intakeFirst, Gate gate, Instant now) {}
}
