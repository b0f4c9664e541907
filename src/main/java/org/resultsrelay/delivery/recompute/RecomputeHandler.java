package org.resultsrelay.delivery.recompute;

import java.util.Collection;

/** Whoever looks at users when a recompute message asks for it. Must not block: the partition waits meanwhile. */
public interface RecomputeHandler {

    void look(long clientId, Collection<Long> userIds);

    /** The database holds users of this client that are due. */
    void lookInDatabase(long clientId);
}
