package org.resultsrelay.demo.company;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the relay's requests by the rules of Standard Webhooks (standardwebhooks.com). The header
 * {@code webhook-signature} lists one or more {@code v1,BASE64}, and one of them must be the HMAC-SHA256 of
 * {@code id.timestamp.body} with the shared secret. Verify the bytes as they arrived, before you parse them.
 */
public final class SignatureVerifier {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretKeySpec key;
    private final Clock clock;

    public SignatureVerifier(String secret, Clock clock) {
        String base64 = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
        this.key = new SecretKeySpec(Base64.getDecoder().decode(base64), ALGORITHM);
        this.clock = clock;
    }

    /** Whether one of the listed signatures is right and the timestamp is recent, so that nobody can replay an old request. */
    public boolean accepts(@Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body) {
        if (id == null || timestamp == null || signatures == null || !recent(timestamp)) {
            return false;
        }
        byte[] expected = ("v1," + sign(id, timestamp, body)).getBytes(StandardCharsets.US_ASCII);
        boolean accepted = false;
        for (String signature : signatures.split(" ", -1)) {
            accepted |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
        }
        return accepted;
    }

    private boolean recent(String timestamp) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
        } catch (RuntimeException e) { // not a number, or not a time
            return false;
        }
    }

    private String sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            ByteArrayOutputStream content = new ByteArrayOutputStream(body.length + 100);
            content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            content.writeBytes(body);
            return Base64.getEncoder().encodeToString(mac.doFinal(content.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
