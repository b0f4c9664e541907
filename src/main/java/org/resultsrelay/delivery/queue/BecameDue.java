package org.resultsrelay.delivery.queue;

import java.util.List;

/** Published inside the transaction in which these users became due; whoever was due or being pushed before is not among them. */
public record BecameDue(List<User> users) {

    public record User(long clientId, long userId) {}
}
