package org.resultsrelay.clients;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A client's waiting users. {@code delivery} implements it, so clients are shown with their backlog and do not depend
 * on delivery.
 */
public interface Backlog {

    Standing of(long clientId);

    /** {@code breaker} is {@code closed} while the endpoint answers. */
    record Standing(long waitingUsers, @Nullable Duration oldestUndeliveredAge, String breaker) {}
}
