package org.resultsrelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** An API token in clear text: created here, shown once, and afterwards known only by its hash. */
record BearerToken(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static BearerToken random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new BearerToken("rr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
        return "rr_…";
    }
}
