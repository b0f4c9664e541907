package org.resultsrelay.sources.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of at most 64 characters. A longer one becomes its digest: two that are cut off could be the same. */
final class Ids {

    private static final int LONGEST = 64;
    private static final int DIGITS_BESIDE_AN_ID = 16;

    private Ids() {}

    static String fitting(String id) {
        return id.codePointCount(0, id.length()) > LONGEST ? digest(id) : id;
    }

    /** SHA-256 in 64 hexadecimal digits. */
    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * An event's id. Platforms send a changed score under the id of the first one, and different content never bears the
     * same id here: the id is the platform's and a digest of the content, or the content's digest alone.
     */
    static String ofEvent(String platformId, String content) {
        String digest = digest(content);
        return platformId.isEmpty() ? digest : fitting(platformId + "." + digest.substring(0, DIGITS_BESIDE_AN_ID));
    }
}
