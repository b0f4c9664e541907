package org.resultsrelay.notify;

import java.time.Instant;
import java.util.List;

/** How a destination is left after a turn: closed until {@code open}, with these sends to judge by. {@code failing}: it took nothing. */
record ChannelState(Instant now, Instant open, List<Instant> sent, boolean failing) {}
