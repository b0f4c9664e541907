package org.resultsrelay.delivery.queue;

import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.push.Push;

/**
 * A finished attempt to deliver a user's summary, and what comes next for the user. If {@code moved}, it was made at an
 * endpoint that the client has replaced since, so it says nothing about the client.
 */
public record Attempt(
        Client client,
        Claimed claimed,
        String user,
        int epoch,
        long revision,
        Push push,
        boolean moved,
        RetryDecision next) {}
