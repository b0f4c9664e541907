package org.resultsrelay.statistics;

import java.time.Instant;

/** When a client's platform first and last sent anything, accepted or refused. */
public record LastHeard(long clientId, Instant first, Instant last) {}
