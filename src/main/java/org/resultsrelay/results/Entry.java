package org.resultsrelay.results;

import java.util.UUID;

/** A submission on its way into the ledger, with what can be worked out before the transaction begins. */
record Entry(long clientId, Submission submission, UUID fingerprint) {

    static Entry of(long clientId, Submission submission) {
        return new Entry(clientId, submission, Fingerprint.of(submission));
    }

    UserKey user() {
        return new UserKey(clientId, submission.userId());
    }

    EventKey event() {
        return new EventKey(clientId, submission.eventId());
    }

    TestOfUser test() {
        return new TestOfUser(user(), submission.testId());
    }

    /** A user as the platform names it. */
    record UserKey(long clientId, String externalId) {}

    /** An event as the platform names it. */
    record EventKey(long clientId, String eventId) {}

    /** A test that a user has done, as the platform names both. */
    record TestOfUser(UserKey user, String testId) {}
}
