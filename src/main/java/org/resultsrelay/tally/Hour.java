package org.resultsrelay.tally;

import java.time.Instant;

/** What happened to one client in the hour that begins then. */
public record Hour(
        long clientId, Instant hour, long received, long refusedIn, long relayed, long late, long refusedOut) {}
