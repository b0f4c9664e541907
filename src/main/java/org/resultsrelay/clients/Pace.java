package org.resultsrelay.clients;

import org.jspecify.annotations.Nullable;

/**
 * What the client's server agreed to: pushes a minute ({@code null}: no limit) and pushes in flight at once. An adaptive pace
 * stays below that while the server throttles or slows down.
 */
public record Pace(@Nullable Integer perMinute, int inFlight, boolean adaptive) {

    static final int DEFAULT_IN_FLIGHT = 16;
}
