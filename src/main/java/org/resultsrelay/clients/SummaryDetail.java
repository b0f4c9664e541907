package org.resultsrelay.clients;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a summary shows: every test, or only the totals. */
public enum SummaryDetail {
    @JsonProperty("tests")
    TESTS,
    @JsonProperty("totals")
    TOTALS
}
