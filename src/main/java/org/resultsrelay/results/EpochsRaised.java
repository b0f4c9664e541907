package org.resultsrelay.results;

import java.util.List;

/** Published inside the transaction that raised the epoch of these clients: earlier confirmations no longer count. */
public record EpochsRaised(List<Raised> clients) {

    /** The client's new epoch. */
    public record Raised(long clientId, int epoch) {}
}
