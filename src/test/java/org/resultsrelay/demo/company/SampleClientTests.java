package org.resultsrelay.demo.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleClientTests {

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NOW = "1614265330";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> heard = new ArrayList<>();
    private SampleClient client;

    @BeforeEach
    void opens() throws Exception {
        client = SampleClient.on(0);
        client.open(new SignatureVerifier("whsec_" + KEY, CLOCK), new Heard());
    }

    @AfterEach
    void closes() {
        client.close();
        http.close();
    }

    @Test
    void aSignedSummaryIsAppliedAndShown() throws Exception {
        assertThat(push(1, 7, "17")).isEqualTo(204);
        assertThat(heard).containsExactly("applied 7");
        assertThat(client.stored("u-1").orElseThrow().totals().score()).isEqualByComparingTo("17");
        assertThat(get()).contains("u-1").contains("17").contains("85");
    }

    @Test
    void onlyAGreaterEpochAndRevisionIsApplied() throws Exception {
        push(1, 7, "17");
        assertThat(push(1, 7, "18")).isEqualTo(204);
        assertThat(push(1, 6, "18")).isEqualTo(204);
        assertThat(client.stored("u-1").orElseThrow().totals().score()).isEqualByComparingTo("17");
        push(2, 1, "19");
        assertThat(client.stored("u-1").orElseThrow().totals().score()).isEqualByComparingTo("19");
        assertThat(heard).containsExactly("applied 7", "backward 6 after 7", "applied 1");
    }

    @Test
    void eachSummaryOfABatchIsApplied() throws Exception {
        push(1, 7, "17");
        String body = """
                {"type": "user.summaries.updated", "timestamp": "2026-11-21T10:00:00.120Z",
                 "data": {"client": "acme", "summaries": [%s, %s, %s]}}""".formatted(data("u-2", 1, 4, "12"), data("u-1", 1, 6, "16"), data("u-3", 1, 5, "13"));
        assertThat(post(body, sign(body))).isEqualTo(204);
        assertThat(heard).containsExactly("applied 7", "applied 4", "backward 6 after 7", "applied 5");
        assertThat(client.stored("u-2").orElseThrow().totals().score()).isEqualByComparingTo("12");
        assertThat(client.stored("u-1").orElseThrow().totals().score()).isEqualByComparingTo("17");
        assertThat(client.stored("u-3").orElseThrow().totals().score()).isEqualByComparingTo("13");
    }

    @Test
    void anUnsignedSummaryIsRefusedAndNotApplied() throws Exception {
        assertThat(post(summary(1, 7, "17"), "v1,bm90aGluZw==")).isEqualTo(401);
        assertThat(client.stored("u-1")).isEmpty();
        assertThat(heard).containsExactly("bad signature msg-1");
    }

    @Test
    void anUnknownTypeIsConfirmedAndIgnored() throws Exception {
        String body = "{\"type\":\"something.new\",\"data\":{\"user_id\":\"u-1\"}}";
        assertThat(post(body, sign(body))).isEqualTo(204);
        assertThat(client.stored("u-1")).isEmpty();
    }

    @Test
    void itGoesDownAndComesBackAtTheSameAddressWithAllThatItKnew() throws Exception {
        push(1, 7, "17");
        client.goDown();
        assertThatThrownBy(() -> push(1, 8, "18")).isInstanceOf(ConnectException.class);
        client.comeBack();
        push(1, 6, "16");
        assertThat(heard).contains("backward 6 after 7");
    }

    private int push(long epoch, long revision, String score) throws Exception {
        String body = summary(epoch, revision, score);
        return post(body, sign(body));
    }

    private static String summary(long epoch, long revision, String score) {
        return """
                {"type": "user.summary.updated", "timestamp": "2026-11-21T10:00:00.120Z", "surprise": [1],
                 "data": %s}""".formatted(data("u-1", epoch, revision, score));
    }

    private static String data(String user, long epoch, long revision, String score) {
        return """
                 {"client": "acme", "user_id": "%s", "epoch": %s, "revision": %s,
                  "totals": {"tests_completed": 1, "tests_passed": 1, "tests_provisional": 0, "score": %s,
                             "max_score": 20, "percent": 85},
                  "tests": [{"test_id": "t-9", "test_name": "Negotiation basics", "attempts": 1, "score": %s,
                             "max_score": 20, "passed": true, "completed_at": "2026-11-21T09:59:58Z"}],
                  "last_completed_at": "2026-11-21T09:59:58Z"}""".formatted(user, epoch, revision, score, score);
    }

    private int post(String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(client.endpoint())
                .header("webhook-id", "msg-1")
                .header("webhook-timestamp", NOW)
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String get() throws Exception {
        return http.send(HttpRequest.newBuilder(client.page()).build(), BodyHandlers.ofString())
                .body();
    }

    private static String sign(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        byte[] content = ("msg-1." + NOW + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
    }

    private final class Heard implements SummaryListener {

        @Override
        public void applied(Summary summary) {
            heard.add("applied %s".formatted(summary.revision()));
        }

        @Override
        public void wentBackward(Summary summary, long appliedRevision) {
            heard.add("backward %s after %s".formatted(summary.revision(), appliedRevision));
        }

        @Override
        public void refusedSignature(String webhookId) {
            heard.add("bad signature " + webhookId);
        }
    }
}
