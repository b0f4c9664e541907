package org.resultsrelay.demo.company;

/** A push of the relay, as far as this company uses it. It ignores other fields, as the contract asks. */
public record Summary(Data data) {

    static final String TYPE = "user.summary.updated";

    public record Data(String userId, long epoch, long revision, Totals totals) {}

    StoredSummary toStore() {
        return new StoredSummary(data.epoch, data.revision, data.totals);
    }
}
