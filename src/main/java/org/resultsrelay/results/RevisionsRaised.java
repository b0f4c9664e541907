package org.resultsrelay.results;

import java.util.List;

/** Published inside the transaction that changed what stands for these users; each user is named once. */
public record RevisionsRaised(List<Raised> users) {

    /** The user's new revision. */
    public record Raised(long clientId, long userId, long revision) {}
}
