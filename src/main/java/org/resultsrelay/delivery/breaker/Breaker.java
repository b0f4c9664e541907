package org.resultsrelay.delivery.breaker;

/** The circuit breaker of one client's endpoint. {@code CLOSED} lets pushes through. */
public enum Breaker {
    CLOSED,
    /** The endpoint is down: users wait without spending attempts, and one probe at a time tests it. */
    OPEN,
    /** A push succeeded again: the backlog drains gently, and one failure opens the breaker again. */
    HALF_OPEN;

    /** How many failures in a row open it; one user's own trouble rarely causes so many. */
    public static final int OPENS_AFTER = 3;
}
