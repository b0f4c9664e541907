package org.resultsrelay.delivery.recompute;

/** "Look at this user": the whole of what Kafka carries. */
record Recompute(long clientId, long userId) {}
