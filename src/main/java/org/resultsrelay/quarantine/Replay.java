package org.resultsrelay.quarantine;

/** What came of taking something again. */
public sealed interface Replay {

    /** It was used this time; {@code result} says what it became. */
    record Done(String result) implements Replay {}

    /** It still cannot be used. */
    record StillRefused(String reason) implements Replay {}
}
