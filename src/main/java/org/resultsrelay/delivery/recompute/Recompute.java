package org.resultsrelay.delivery.recompute;

import org.jspecify.annotations.Nullable;

/**
 * The whole of what Kafka carries: "look at this user", or, without one, "look who of this client is due", where many became due
 * at once.
 */
record Recompute(long clientId, @Nullable Long userId) {}
