package org.resultsrelay.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a token may do: everything, post webhooks for its client, or ask as its client. */
public enum Scope {
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("intake")
    INTAKE,
    @JsonProperty("client")
    CLIENT;

    /** The authority that the security rules require. */
    String authority() {
        return "SCOPE_" + name();
    }
}
