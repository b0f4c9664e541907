package org.resultsrelay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secret part of a source's URL: created here, shown once, and afterwards known only by its hash. */
record SourceToken(String value) {

    private static final String PREFIX = "rs_";
    private static final int LONGEST = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SourceToken random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new SourceToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether it is worth looking up. */
    boolean isPossible() {
        return value.startsWith(PREFIX) && value.length() <= LONGEST;
    }

    /** SHA-256 in hexadecimal. 256 random bits cannot be guessed, so a slow hash would protect nothing. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
