package org.resultsrelay.delivery.recompute;

import java.util.Collection;

/** Whoever looks at users when a recompute message asks for it. Must not block: the partition waits meanwhile. */
public interface RecomputeHandler {

    void look(long clientId, Collection<Long> userIds);

    /** Whether this client's users wait until fewer webhooks come; then a message that comes a moment later is as good. */
    boolean makesWay(long clientId);
}
