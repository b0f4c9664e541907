package org.resultsrelay.incidents;

/** What can go wrong for a while. */
enum Kind {
    DELIVERY,
    MALFORMED,
    DATABASE
}
