package org.resultsrelay.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.delivery.breaker.ClientGate;
import org.resultsrelay.delivery.breaker.Pacing.Slots;

/** What a lane needs from outside: how much room its client leaves, and which users to push. */
interface LaneEnvironment {

    /** The client's name in messages. */
    String called(long clientId);

    Room room(long clientId);

    /** Claims the due ones of these users. */
    List<DueDelivery> these(long clientId, Collection<Long> userIds);

    /** Claims up to that many users who have been due for so long, oldest first. */
    List<DueDelivery> oldest(long clientId, int most, Duration due);

    /** Claims one user, due or not, to test whether the endpoint works again. */
    List<DueDelivery> probe(long clientId);

    /** Claims this user, due or not, to test the endpoint. */
    List<DueDelivery> probe(long clientId, long userId);

    /** Ends the claim of users whose push has not begun. They are due as before. */
    void giveBack(List<DueDelivery> unused);

    /** Takes the next slots of a paced client. */
    Slots slots(long clientId, int perMinute, int most);

    void later(Duration wait, Runnable task);

    /**
     * {@code share} is this process's part of the agreed requests in flight. {@code gather} is how long each user must
     * have been due, and {@code fill} how long users wait for others until {@code users} of them fill a request.
     */
    record Room(
            Pace pace,
            int share,
            boolean paused,
            Duration gather,
            Duration fill,
            int users,
            ClientGate gate,
            Instant now) {}
}
