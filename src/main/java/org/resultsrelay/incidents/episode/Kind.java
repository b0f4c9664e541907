package org.resultsrelay.incidents.episode;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can go wrong for a while. */
public enum Kind {
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
    DATABASE,
    /** Kafka cannot be used. */
    @JsonProperty("kafka")
    KAFKA,
    /** The relay itself has internal errors. */
    @JsonProperty("errors")
    ERRORS,
    /** No webhook comes from a platform that usually sends some at this time. */
    @JsonProperty("silence")
    SILENCE
}
