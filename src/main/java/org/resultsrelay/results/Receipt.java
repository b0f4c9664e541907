package org.resultsrelay.results;

/** What became of one submission. */
public enum Receipt {
    /** Stored now. */
    ACCEPTED,
    /** This event id was stored before with the same content: nothing changed. */
    DUPLICATE,
    /** This event id was stored before with other content: refused. */
    CONFLICT
}
