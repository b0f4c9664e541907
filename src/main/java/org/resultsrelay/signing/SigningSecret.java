package org.resultsrelay.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that both sides share, in the form of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in base64. */
public record SigningSecret(byte[] key) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final Pattern SHOWN = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{32,86}={0,2}");
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static SigningSecret random() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new SigningSecret(key);
    }

    /** Empty if this is not a secret in that form. */
    public static Optional<SigningSecret> read(String shown) {
        String secret = shown.strip();
        try {
            return SHOWN.matcher(secret).matches()
                    ? Optional.of(new SigningSecret(Base64.getDecoder().decode(secret.substring(PREFIX.length()))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the other side receives, once. */
    public String shown() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The header {@code webhook-signature}: HMAC-SHA256 over {@code id.timestamp.body}, one {@code v1,…} for each secret. */
    public static String signature(String id, long timestamp, byte[] body, List<SigningSecret> secrets) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(secret.hmac(head, body)))
                .collect(Collectors.joining(" "));
    }

    private byte[] hmac(byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
