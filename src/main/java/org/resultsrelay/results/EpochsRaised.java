package org.resultsrelay.results;

import java.util.List;

/** Published inside the transaction that began a new epoch for these clients' users: what they had confirmed counts no longer. */
public record EpochsRaised(List<Raised> clients) {

    /** The client's new epoch. */
    public record Raised(long clientId, int epoch) {}
}
