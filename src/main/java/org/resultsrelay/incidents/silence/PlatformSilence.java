package org.resultsrelay.incidents.silence;

import java.time.Duration;
import java.time.Instant;

/**
 * Nothing has come from a client's platform since then. {@code every}: how often something usually comes, in the hours in
 * which anything does; {@code when}: at which times that is usual, in words.
 */
public record PlatformSilence(long clientId, Instant since, Duration every, String when) {}
