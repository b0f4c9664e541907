package org.resultsrelay.demo.company;

/** What a push says of one user, as far as this company uses it. It ignores other fields, as the contract asks. */
public record Summary(String userId, long epoch, long revision, Totals totals) {

    StoredSummary toStore() {
        return new StoredSummary(epoch, revision, totals);
    }
}
