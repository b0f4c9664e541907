package org.resultsrelay.support;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client company received about one user: a request of its own, or one of the summaries that came in a request.
 *
 * @param json the whole request
 * @param data what it says of this user
 */
public record Push(Headers headers, byte[] body, JsonNode json, JsonNode data) {

    public static final Comparator<Push> ORDER =
            Comparator.comparingLong(Push::epoch).thenComparingLong(Push::revision);

    private static final JsonMapper JSON = new JsonMapper();

    /** The pushes that this request carries: one for each summary, and one for a message of any other type. */
    public static List<Push> of(Headers headers, byte[] body) {
        JsonNode json = JSON.readTree(body);
        JsonNode data = json.path("data");
        Stream<JsonNode> each = json.path("type").asString("").equals("user.summaries.updated")
                ? data.path("summaries").valueStream()
                : Stream.of(data);
        return each.map(one -> new Push(headers, body, json, one)).toList();
    }

    public boolean isSummary() {
        return Set.of("user.summary.updated", "user.summaries.updated")
                .contains(json.path("type").asString(""));
    }

    public String userId() {
        return data.path("user_id").asString("");
    }

    public long epoch() {
        return data.path("epoch").asLong();
    }

    public long revision() {
        return data.path("revision").asLong();
    }

    public JsonNode totals() {
        return data.path("totals");
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
