package org.resultsrelay.clients;

import org.jspecify.annotations.Nullable;

/** What the client's server agreed to: pushes a minute ({@code null}: no limit) and pushes in flight at once. */
public record Pace(@Nullable Integer perMinute, int inFlight) {

    static final int DEFAULT_IN_FLIGHT = 8;
}
