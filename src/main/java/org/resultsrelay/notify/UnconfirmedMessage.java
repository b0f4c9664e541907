package org.resultsrelay.notify;

import java.time.Instant;

/**
 * A message that perhaps stands at its destination, under a name that nobody knows. If so, it came after the one named {@code after},
 * which is empty when none was known, and later than it was wanted.
 */
public record UnconfirmedMessage(OutboundMessage outbound, String after, Instant wanted) {}
