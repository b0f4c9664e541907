package org.resultsrelay.quarantine;

/** The outcome of a replay. */
public sealed interface Replay {

    /** It was used this time; {@code result} says how. */
    record Done(String result) implements Replay {}

    /** It still cannot be used. */
    record StillRefused(String reason) implements Replay {}
}
