package org.resultsrelay.demo.company;

/** What the relay pushes, as far as this company uses it; fields it does not know are ignored, as the contract asks. */
public record Summary(Data data) {

    static final String TYPE = "user.summary.updated";

    public record Data(String userId, long epoch, long revision, Totals totals) {}

    Standing standing() {
        return new Standing(data.epoch, data.revision, data.totals);
    }
}
