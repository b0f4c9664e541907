package org.resultsrelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What a client company holds by the receiver's rule, and the digests that it keeps up to date while it applies pushes. */
public final class Standings {

    private static final String NOTHING = "0".repeat(64);

    private final Map<String, Push> byUser = new TreeMap<>();
    private final Map<String, byte[]> digests = new TreeMap<>();

    public static Standings of(Collection<Push> received) {
        Standings standings = new Standings();
        received.forEach(standings::apply);
        return standings;
    }

    private void apply(Push push) {
        Push before = byUser.get(push.userId());
        if (before == null || Push.ORDER.compare(push, before) > 0) {
            forget(push.userId());
            byUser.put(push.userId(), push);
            toggle(push);
        }
    }

    /** As if it had never arrived. */
    public void forget(String userId) {
        Push before = byUser.remove(userId);
        if (before != null) {
            toggle(before); // xor takes out what it has put in
        }
    }

    private void toggle(Push push) {
        byte[] digest = digests.computeIfAbsent(bucket(push.userId()), bucket -> new byte[32]);
        byte[] line = sha256(push.userId() + "\n" + push.epoch() + "\n" + push.revision());
        for (int i = 0; i < line.length; i++) {
            digest[i] ^= line[i];
        }
    }

    public static String bucket(String userId) {
        return HexFormat.of().toHexDigits(sha256(userId)[0]);
    }

    public String digest(String bucket) {
        byte[] digest = digests.get(bucket);
        return digest == null ? NOTHING : HexFormat.of().formatHex(digest);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
