package org.resultsrelay.statistics;

/** What is counted. */
public enum Counted {
    /** Events taken from a client's platform, duplicates included. */
    RECEIVED,
    /** Events of a client's platform that were refused. */
    REFUSED_IN,
    /** Summaries that a client's server confirmed. */
    RELAYED,
    /** Of these, the ones that came later than the client's objective. */
    LATE,
    /** Summaries that a client's server refused as they are. */
    REFUSED_OUT
}
