package org.resultsrelay.delivery.users;

import org.resultsrelay.clients.Client;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;

/** The answer where a path names a user of whom nothing is known. */
final class UnknownUser {

    private UnknownUser() {}

    static Problem problem(Client client) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "unknown-user",
                "Unknown user",
                "No result of this user has been accepted for " + client.key()
                        + ". A user is known from the first accepted webhook on, or once it is made with PUT; see"
                        + " GET /api/v1/users?client=" + client.key() + ".");
    }
}
