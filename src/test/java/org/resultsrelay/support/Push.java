package org.resultsrelay.support;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** One push as a client company received it. */
public record Push(Headers headers, byte[] body, JsonNode json) {

    public static final Comparator<Push> ORDER =
            Comparator.comparingLong(Push::epoch).thenComparingLong(Push::revision);

    public String userId() {
        return json.path("data").path("user_id").asString("");
    }

    public long epoch() {
        return json.path("data").path("epoch").asLong();
    }

    public long revision() {
        return json.path("data").path("revision").asLong();
    }

    public JsonNode totals() {
        return json.path("data").path("totals");
    }

    public String header(String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    /** Whether one of the signatures was made with this {@code whsec_…} secret, by the published rules. */
    public boolean isSignedWith(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            mac.update(
                    (header("webhook-id") + "." + header("webhook-timestamp") + ".").getBytes(StandardCharsets.UTF_8));
            String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            return List.of(header("webhook-signature").split(" ")).contains(expected);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
