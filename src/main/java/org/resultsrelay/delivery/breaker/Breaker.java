package org.resultsrelay.delivery.breaker;

/** The circuit breaker of one client company's endpoint, in the words of its trade: closed lets pushes through. */
public enum Breaker {
    CLOSED,
    /** The endpoint is down: users wait without spending attempts, and one probe at a time tries. */
    OPEN,
    /** A push got through again: the backlog is drained gently, and one failure opens the breaker anew. */
    HALF_OPEN
}
