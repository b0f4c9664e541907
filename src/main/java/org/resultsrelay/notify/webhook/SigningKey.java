package org.resultsrelay.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs as Standard Webhooks asks: HMAC-SHA256 over {@code id.timestamp.body}. */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final Pattern SHOWN = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{32,86}={0,2}"); // 24 to 64 bytes

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Whether this is a secret in the form {@code whsec_…}. */
    static boolean usable(@Nullable String secret) {
        try {
            return secret != null && SHOWN.matcher(secret.strip()).matches() && of(secret).key != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static SigningKey of(String secret) {
        return new SigningKey(Base64.getDecoder().decode(secret.strip().substring(PREFIX.length())));
    }

    String signature(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
