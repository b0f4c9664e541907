package org.resultsrelay.clients;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a summary tells: every test, or the totals alone. */
public enum SummaryDetail {
    @JsonProperty("tests")
    TESTS,
    @JsonProperty("totals")
    TOTALS
}
