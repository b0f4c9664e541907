package org.resultsrelay.clients;

import java.security.SecureRandom;
import java.util.Base64;

/** The key both sides of a push share, in the form of Standard Webhooks. */
public record SigningSecret(byte[] key) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SigningSecret random() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new SigningSecret(key);
    }

    /** {@code whsec_} and the key in base64: what the client company is given, once. */
    String shown() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
