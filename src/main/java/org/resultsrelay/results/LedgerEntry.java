package org.resultsrelay.results;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A submission on its way into the ledger, with what can be computed before the transaction begins. */
record LedgerEntry(long clientId, Submission submission, UUID fingerprint) {

    static LedgerEntry of(long clientId, Submission submission) {
        return new LedgerEntry(clientId, submission, Fingerprint.of(submission));
    }

    UserKey user() {
        return new UserKey(clientId, submission.userId());
    }

    EventKey event() {
        return new EventKey(clientId, submission.eventId());
    }

    AttemptKey attempt() {
        return new AttemptKey(user(), submission.testId(), submission.attempt());
    }

    /** A user by the platform's id. */
    record UserKey(long clientId, String externalId) {}

    /** An event by the platform's id. */
    record EventKey(long clientId, String eventId) {}

    /** An attempt at a test by the platform's number. Without a number it is the user's next one. */
    record AttemptKey(UserKey user, String testId, @Nullable Integer attempt) {}
}
