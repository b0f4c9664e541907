package org.resultsrelay.clients;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What waits for a client, told by whoever delivers: clients are shown with it but do not depend on it. */
public interface Backlog {

    Standing of(long clientId);

    /** {@code breaker} is {@code closed} while the endpoint answers. */
    record Standing(long waitingUsers, @Nullable Duration oldestUndeliveredAge, String breaker) {}
}
