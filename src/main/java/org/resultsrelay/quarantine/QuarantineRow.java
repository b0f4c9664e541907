package org.resultsrelay.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.quarantine.QuarantinedInput.Origin;

/** An item as the table holds it: identified by the digest of all its content, with the beginning of the content. */
record QuarantineRow(
        String source,
        @Nullable Long clientId,
        byte[] digest,
        byte[] content,
        boolean cut,
        String reason,
        long count,
        @Nullable Origin origin) {

    private static final int CONTENT_LIMIT = 256 * 1024;

    /** What a source has answered as taken is kept whole, so that it can be replayed. */
    private static final int LIMIT_OF_SOURCES = 1024 * 1024;

    static QuarantineRow of(QuarantinedInput kept) {
        byte[] content = kept.content();
        int limit = kept.origin() == null ? CONTENT_LIMIT : LIMIT_OF_SOURCES;
        boolean tooLong = content.length > limit;
        byte[] head = tooLong ? Arrays.copyOf(content, limit) : content;
        String reason = storable(kept.reason());
        return new QuarantineRow(
                kept.source(),
                kept.clientId(),
                digest(content, kept.origin()),
                head,
                tooLong || kept.cut(),
                reason,
                1,
                kept.origin());
    }

    private static byte[] digest(byte[] content, @Nullable Origin origin) {
        if (origin == null || origin.address().isEmpty()) {
            return sha256(content);
        }
        byte[] address = (origin.address() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(address, address.length + content.length);
        System.arraycopy(content, 0, both, address.length, content.length);
        return sha256(both);
    }

    @Nullable
    Long mappingVersion() {
        return origin == null ? null : origin.mappingVersion();
    }

    @Nullable
    String request() {
        return origin == null ? null : storable(origin.request());
    }

    /** What identifies an item; also the order in which rows are locked, so that two writers cannot deadlock. */
    String identity() {
        return source + "/" + clientId + "/" + HexFormat.of().formatHex(digest);
    }

    QuarantineRow and(QuarantineRow later) {
        return new QuarantineRow(
                source, clientId, digest, content, cut, later.reason, count + later.count, later.origin);
    }

    /** Stands for everything the client sends beyond its budget that day, so that it stays one row. */
    QuarantineRow withoutContent(LocalDate day, String why) {
        byte[] digest = sha256(("beyond the budget of " + day).getBytes(StandardCharsets.UTF_8));
        return new QuarantineRow(source, clientId, digest, new byte[0], true, why + reason, count, null);
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
