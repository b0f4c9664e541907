package org.resultsrelay.incidents;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can go wrong for a while. */
enum Kind {
    /** Summaries do not arrive at a client. */
    @JsonProperty("delivery")
    DELIVERY,
    /** Summaries arrive at a client later than they should. */
    @JsonProperty("freshness")
    FRESHNESS,
    /** Something comes in that cannot be used. */
    @JsonProperty("malformed")
    MALFORMED,
    /** The database cannot be used. */
    @JsonProperty("database")
    DATABASE
}
