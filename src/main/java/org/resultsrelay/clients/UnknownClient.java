package org.resultsrelay.clients;

import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;

/** The answer if a path names a client that does not exist. */
public final class UnknownClient {

    private UnknownClient() {}

    public static Problem problem(String key) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "unknown-client",
                "Unknown client",
                "There is no client \"" + key
                        + "\". Create it with PUT /api/v1/clients/{key}; GET /api/v1/clients lists "
                        + "those there are.");
    }
}
