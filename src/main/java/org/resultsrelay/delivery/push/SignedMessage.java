package org.resultsrelay.delivery.push;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.signing.SigningSecret;

/** What is posted: a body, and the headers by which a receiver verifies the sender. An empty signature is left out. */
public record SignedMessage(String webhookId, Instant signedAt, byte[] body, String signature) {

    /** Signs with each of these secrets. */
    public static SignedMessage signed(String webhookId, Instant at, byte[] body, List<SigningSecret> secrets) {
        return new SignedMessage(
                webhookId, at, body, SigningSecret.signature(webhookId, at.getEpochSecond(), body, secrets));
    }

    /** The same message with another signature, right or wrong. */
    public SignedMessage withSignature(String other) {
        return new SignedMessage(webhookId, signedAt, body, other);
    }

    /** The same message with another body, which the signature does not match. */
    public SignedMessage withBody(byte[] other) {
        return new SignedMessage(webhookId, signedAt, other, signature);
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", webhookId);
        headers.put("webhook-timestamp", Long.toString(signedAt.getEpochSecond()));
        if (!signature.isEmpty()) {
            headers.put("webhook-signature", signature);
        }
        return headers;
    }
}
