package org.resultsrelay.incidents.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody wants to hear nothing for a while: of one client, or where {@code client} is null, of nothing new at all. */
public record Mute(@Nullable String client, Instant until, String by) {}
