package org.resultsrelay.results;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Shows whether a repeated event says the same: half a SHA-256 over its meaning, not its spelling. */
final class Fingerprint {

    private Fingerprint() {}

    static UUID of(Submission submission) {
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
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(meaning.getBytes(StandardCharsets.UTF_8)));
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
}
