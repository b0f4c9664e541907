package org.resultsrelay.delivery;

import java.time.Instant;

/** How many users are sent again, and until when as far as can be told. */
public record ResendEstimate(long users, Instant endsAt) {}
