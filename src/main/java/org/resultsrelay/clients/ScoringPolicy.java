package org.resultsrelay.clients;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which attempt at a test counts. */
public enum ScoringPolicy {
    @JsonProperty("best")
    BEST,
    @JsonProperty("last")
    LAST,
    @JsonProperty("first")
    FIRST
}
