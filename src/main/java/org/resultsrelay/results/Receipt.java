package org.resultsrelay.results;

/** The outcome of one submission. */
public enum Receipt {
    /** Stored now. */
    ACCEPTED,
    /** This event id is stored with the same content: nothing changed. */
    DUPLICATE,
    /** This event id is stored with other content: refused. */
    CONFLICT
}
