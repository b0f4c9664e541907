package org.resultsrelay.results;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A submission on its way into the ledger, with what can be computed before the transaction begins. */
record LedgerEntry(long clientId, Submission submission, UUID fingerprint) {

    static LedgerEntry of(long clientId, Submission submission) {
        return new LedgerEntry(clientId, submission, fingerprint(submission));
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

    @Nullable
    AttemptIdKey attemptId() {
        return submission.attemptId() == null
                ? null
                : new AttemptIdKey(user(), submission.testId(), submission.attemptId());
    }

    /** Shows whether a repeated event says the same: half a SHA-256 over its meaning, not its spelling. */
    private static UUID fingerprint(Submission submission) {
        String meaning = String.join(
                "\u0000", // cannot occur in a validated field
                submission.userId(),
                submission.testId(),
                String.valueOf(submission.testName()),
                String.valueOf(submission.testName() == null),
                String.valueOf(submission.attempt()),
                plain(submission.score()),
                plain(submission.maxScore()),
                String.valueOf(submission.passed()),
                String.valueOf(submission.provisional()),
                String.valueOf(submission.occurredAt()),
                submission.completedAt().toString());
        String all = submission.attemptId() == null ? meaning : meaning + "\u0000" + submission.attemptId();
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A user by the platform's id. */
    record UserKey(long clientId, String externalId) {}

    /** An event by the platform's id. */
    record EventKey(long clientId, String eventId) {}

    /** An attempt at a test by the platform's number. Without a number it is the user's next one. */
    record AttemptKey(UserKey user, String testId, @Nullable Integer attempt) {}

    /** An attempt at a test by the id that the platform gave it. */
    record AttemptIdKey(UserKey user, String testId, String attemptId) {}
}
