package org.resultsrelay.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An item as the table holds it: identified by the digest of all its content, with the beginning of the content. */
record QuarantineRow(
        String source, @Nullable Long clientId, byte[] digest, byte[] content, boolean cut, String reason, long count) {

    private static final int CONTENT_LIMIT = 256 * 1024;

    static QuarantineRow of(QuarantinedInput kept) {
        byte[] content = kept.content();
        boolean tooLong = content.length > CONTENT_LIMIT;
        byte[] head = tooLong ? Arrays.copyOf(content, CONTENT_LIMIT) : content;
        String reason = storable(kept.reason());
        return new QuarantineRow(
                kept.source(), kept.clientId(), sha256(content), head, tooLong || kept.cut(), reason, 1);
    }

    /** What identifies an item; also the order in which rows are locked, so that two writers cannot deadlock. */
    String identity() {
        return source + "/" + clientId + "/" + HexFormat.of().formatHex(digest);
    }

    QuarantineRow and(QuarantineRow later) {
        return new QuarantineRow(source, clientId, digest, content, cut, later.reason, count + later.count);
    }

    /** Stands for everything the client sends beyond its budget that day, so that it stays one row. */
    QuarantineRow withoutContent(LocalDate day, String why) {
        byte[] digest = sha256(("beyond the budget of " + day).getBytes(StandardCharsets.UTF_8));
        return new QuarantineRow(source, clientId, digest, new byte[0], true, why + reason, count);
    }

    /** PostgreSQL's text can hold any character except this one. */
    static String storable(String reason) {
        return reason.replace('\0', '\uFFFD');
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
