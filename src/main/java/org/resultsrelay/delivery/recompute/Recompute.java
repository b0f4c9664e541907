package org.resultsrelay.delivery.recompute;

import org.jspecify.annotations.Nullable;

/**
 * All that Kafka carries: "look at this user" or, without a user, "look for due users of this client", if many became
 * due at once.
 */
record Recompute(long clientId, @Nullable Long userId) {}
