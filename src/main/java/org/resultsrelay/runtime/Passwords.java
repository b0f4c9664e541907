package org.resultsrelay.runtime;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Creates the password of the embedded PostgreSQL, which only the relay and the owner of its data directory know. */
final class Passwords {

    private static final int BYTES = 16;

    private Passwords() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
