package org.resultsrelay.delivery.dispatch;

import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.queue.Claimed;

/**
 * One attempt to deliver a user's summary. If {@code moved}, it was made at an endpoint that the client has replaced
 * since, so it says nothing about the client.
 */
record Attempt(DueDelivery due, String user, int epoch, long revision, Push push, boolean moved) {

    Claimed claimed() {
        return due.claimed();
    }
}
