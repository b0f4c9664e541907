package org.resultsrelay.incidents.alert;

/** How an alert stands. It follows from its times and from what people did, and is stored nowhere. */
public enum Phase {
    /** Nothing is said yet: more may join, or it may be over before the wait is. */
    GATHERING,
    /** It was told, and nobody has said that they know. */
    TOLD,
    /** Somebody said "later". */
    SNOOZED,
    /** Somebody takes care of it: it is not told again. */
    ACKNOWLEDGED,
    OVER
}
