package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the client's server agreed to: pushes a minute ({@code null}: no limit) and pushes in flight at once. An
 * adaptive pace stays below that while the server throttles or slows down.
 */
public record Pace(
        @Schema(description = "Pushes a minute at most; null for no limit.", example = "600") @Nullable
        Integer perMinute,

        @Schema(description = "Pushes that may be under way at once.", example = "16")
        int inFlight,

        @Schema(
                description = "True: go slower than agreed while the server throttles or slows down.",
                example = "false")
        boolean adaptive) {

    static final int DEFAULT_IN_FLIGHT = 16;
}
