package org.resultsrelay.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a user's summary has or has not arrived, as a sentence. */
public record DeliveryStatus(
        String state,
        String sentence,
        long wanted,
        long delivered,
        @Nullable Instant waitingSince) {}
