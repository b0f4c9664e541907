package org.resultsrelay.statistics;

/** What is counted. */
public enum Counted {
    /** Events accepted from a client's platform, including duplicates. */
    RECEIVED,
    /** Events of a client's platform that were refused. */
    REFUSED_IN,
    /** Summaries that a client's server confirmed. */
    RELAYED,
    /** Of these, the ones that arrived later than the client's objective. */
    LATE,
    /** Summaries that a client's server refused. */
    REFUSED_OUT
}
