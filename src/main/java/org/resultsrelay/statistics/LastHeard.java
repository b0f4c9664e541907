package org.resultsrelay.statistics;

import java.time.Instant;

/** When anything came from a client's platform, whether it was taken or refused: first and last. */
public record LastHeard(long clientId, Instant first, Instant last) {}
