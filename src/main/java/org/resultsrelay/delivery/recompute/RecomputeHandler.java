package org.resultsrelay.delivery.recompute;

import java.util.Collection;

/** Looks at users when a recompute message asks for it. Must not block: the partition waits meanwhile. */
public interface RecomputeHandler {

    void look(long clientId, Collection<Long> userIds);

    /** Says that the database holds due users of this client. */
    void lookInDatabase(long clientId);
}
