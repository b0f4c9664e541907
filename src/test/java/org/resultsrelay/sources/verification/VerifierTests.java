package org.resultsrelay.sources.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.signing.SigningSecret;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class VerifierTests {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final byte[] BODY = "{\"a\": 1, \"token\": \"s3cret\"}".getBytes(UTF_8);

    private static Verification settings(String json) {
        return JSON.readValue(json, Verification.class);
    }

    private static Verifier verifier(String json, String... secrets) {
        assertThat(settings(json).errors(true)).isEmpty();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return Verifier.of(
                settings(json), List.of(secrets), new PlatformKeys(new KeyServer(any -> true), clock), clock);
    }

    private static PlatformRequest request(byte[] body, String... headers) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        return new PlatformRequest("POST", List.of(), named, Map.of("key", "s3cret", "hello", "echo me"), body);
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        Arrays.stream(parts).forEach(mac::update);
        return mac.doFinal();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void anHmacOfTheRawBodyPassesAndOneFlippedBitAnywhereDoesNot() throws Exception {
        Verifier verifier = verifier("{\"kind\":\"hmac\",\"header\":\"X-Sig\",\"encoding\":\"base64\"}", "phrase");
        byte[] signature = hmac("HmacSHA256", "phrase".getBytes(UTF_8), BODY);
        assertThat(verifier.complaint(request(BODY, "x-sig", base64(signature))))
                .isNull();
        for (int i = 0; i < BODY.length; i++) {
            byte[] flipped = BODY.clone();
            flipped[i] ^= 1;
            assertThat(verifier.complaint(request(flipped, "X-Sig", base64(signature))))
                    .isNotNull();
        }
        for (int i = 0; i < signature.length; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 1;
            assertThat(verifier.complaint(request(BODY, "X-Sig", base64(flipped))))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "sha256=", "sha256=zz", "sha256=00", "é"})
    void whatIsNoSignatureIsAnother(String sent) {
        Verifier verifier = verifier("{\"kind\":\"hmac\",\"header\":\"X-Sig\",\"prefix\":\"sha256=\"}", "phrase");
        assertThat(verifier.complaint(request(BODY, "X-Sig", sent))).isEqualTo("the signature is another");
        assertThat(verifier.complaint(request(BODY))).isEqualTo("the header X-Sig is missing");
    }

    @Test
    void twoSecretsCountWhileOneIsBeingChanged() throws Exception {
        Verifier verifier = verifier(
                "{\"kind\":\"hmac\",\"algorithm\":\"sha1\",\"header\":\"X-Sig\",\"prefix\":\"sha1=\"}", "new", "old");
        for (String secret : List.of("new", "old")) {
            String signature = "sha1=" + hex(hmac("HmacSHA1", secret.getBytes(UTF_8), BODY));
            assertThat(verifier.complaint(request(BODY, "X-Sig", signature))).isNull();
        }
        String other = "sha1=" + hex(hmac("HmacSHA1", "older".getBytes(UTF_8), BODY));
        assertThat(verifier.complaint(request(BODY, "X-Sig", other))).isEqualTo("the signature is another");
    }

    @Test
    void aSignedTimeCountsForFiveMinutesUnlessSetOtherwise() throws Exception {
        String template =
                "{\"kind\":\"hmac\",\"header\":\"S\",\"signed\":\"v0:{timestamp}:{body}\",\"timestamp_header\":\"T\"%s}";
        for (long seconds : new long[] {0, -300, 300, -301, 301}) {
            String time = Long.toString(NOW.getEpochSecond() + seconds);
            String signature = hex(hmac("HmacSHA256", "k".getBytes(UTF_8), ("v0:" + time + ":").getBytes(UTF_8), BODY));
            PlatformRequest request = request(BODY, "S", signature, "T", time);
            assertThat(verifier(template.formatted(""), "k").complaint(request))
                    .isEqualTo(Math.abs(seconds) <= 300 ? null : "the time of the signature is too far off");
            assertThat(verifier(template.formatted(",\"tolerance_seconds\":301"), "k")
                            .complaint(request))
                    .isNull();
        }
        assertThat(verifier(template.formatted(""), "k").complaint(request(BODY, "S", "00", "T", "noon")))
                .isEqualTo("the time of the signature is too far off");
        assertThat(verifier(template.formatted(""), "k").complaint(request(BODY, "S", "00")))
                .isEqualTo("a header that is signed is missing");
    }

    @Test
    void standardWebhooksAreVerifiedAsOurOwnPushesAreSigned() {
        SigningSecret secret = SigningSecret.random();
        Verifier verifier = verifier("{\"kind\":\"standard_webhooks\"}", secret.shown());
        long now = NOW.getEpochSecond();
        String signature = SigningSecret.signature("m-1", now, BODY, List.of(SigningSecret.random(), secret));
        assertThat(verifier.complaint(request(
                        BODY, "webhook-id", "m-1", "webhook-timestamp", now + "", "webhook-signature", signature)))
                .isNull();
        assertThat(verifier.complaint(request(
                        BODY, "webhook-id", "m-2", "webhook-timestamp", now + "", "webhook-signature", signature)))
                .isEqualTo("the signature is another");
    }

    @Test
    void aDigestHoldsTheSecret() throws Exception {
        Verifier verifier = verifier("{\"kind\":\"digest\",\"header\":\"S\",\"signed\":\"{body}{secret}\"}", "k");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((new String(BODY, UTF_8) + "k").getBytes(UTF_8));
        assertThat(verifier.complaint(request(BODY, "S", hex(digest)))).isNull();
        digest[0] ^= 1;
        assertThat(verifier.complaint(request(BODY, "S", hex(digest)))).isNotNull();
    }

    @Test
    void aTokenStandsInAHeaderTheQueryOrTheBody() {
        Verifier header = verifier("{\"kind\":\"token\",\"field\":\"Authorization\",\"prefix\":\"Bearer \"}", "s3cret");
        assertThat(header.complaint(request(BODY, "Authorization", "Bearer s3cret")))
                .isNull();
        assertThat(header.complaint(request(BODY, "Authorization", "s3cret"))).isEqualTo("the token is another");
        assertThat(header.complaint(request(BODY, "Authorization", "Bearer s3cret2")))
                .isEqualTo("the token is another");
        assertThat(header.complaint(request(BODY))).isEqualTo("the token is missing");
        assertThat(verifier("{\"kind\":\"token\",\"in\":\"query\",\"field\":\"key\"}", "s3cret")
                        .complaint(request(BODY)))
                .isNull();
        Verifier body = verifier("{\"kind\":\"token\",\"in\":\"body\",\"field\":\"/token\"}", "s3cret");
        assertThat(body.complaint(request(BODY))).isNull();
        assertThat(body.complaint(request("{\"token\": 5}".getBytes(UTF_8)))).isEqualTo("the token is missing");
        assertThat(body.complaint(request("nonsense".getBytes(UTF_8)))).isEqualTo("the token is missing");
    }

    @Test
    void userNameAndPasswordMustBothFit() {
        Verifier verifier = verifier("{\"kind\":\"basic\",\"username\":\"relay\"}", "pass:word");
        assertThat(verifier.complaint(request(BODY, "Authorization", basic("relay:pass:word"))))
                .isNull();
        for (String other : List.of("relay:pass:wor", "relay:", "rela:pass:word", "relay", "", "relayy:pass:word")) {
            assertThat(verifier.complaint(request(BODY, "Authorization", basic(other))))
                    .isEqualTo("user name or password is another");
        }
        assertThat(verifier.complaint(request(BODY, "Authorization", "Basic %%")))
                .isEqualTo("user name and password are not base64");
        assertThat(verifier.complaint(request(BODY))).isEqualTo("user name and password are missing");
    }

    private static String basic(String pair) {
        return "Basic " + base64(pair.getBytes(UTF_8));
    }

    @Test
    void aChallengeIsEchoedAndEverythingElseNeedsTheToken() {
        Verifier query = verifier(
                "{\"kind\":\"challenge\",\"challenge\":\"hello\",\"in\":\"body\",\"field\":\"/token\",\"secret\":\"x\"}",
                "x");
        assertThat(query.complaint(request("{}".getBytes(UTF_8)))).isNull();
        assertThat(query.echo(request(BODY))).contains("echo me");
        Verifier body = verifier("{\"kind\":\"challenge\",\"challenge\":\"/a/b\",\"field\":\"X-Token\"}", "s3cret");
        PlatformRequest handshake = request("{\"a\": {\"b\": \"hi\"}}".getBytes(UTF_8));
        assertThat(body.complaint(handshake)).isNull();
        assertThat(body.echo(handshake)).contains("hi");
        assertThat(body.complaint(request(BODY))).isEqualTo("the token is missing");
        assertThat(body.complaint(request(BODY, "X-Token", "s3cret"))).isNull();
        assertThat(body.echo(request(BODY))).isEmpty();
    }

    @Test
    void aSecretIsNotAmongWhatIsKept() {
        Verifier verifier = verifier("{\"kind\":\"token\",\"in\":\"query\",\"field\":\"KEY\"}", "s3cret");
        assertThat(verifier.withoutSecrets(request(BODY).query())).containsOnlyKeys("hello");
    }

    @Test
    void whatCannotBeVerifiedIsRefusedWhenItIsSet() {
        assertThat(wrong("{}")).containsExactly("verification.kind");
        assertThat(wrong("{\"kind\":\"hmac\"}")).containsExactly("verification.secret", "verification.header");
        assertThat(wrong("{\"kind\":\"hmac\",\"secret\":\"k\",\"header\":\"S\",\"signed\":\"{timestamp}\"}"))
                .containsExactly("verification.timestamp_header", "verification.signed");
        assertThat(wrong("{\"kind\":\"hmac\",\"secret\":\"k\",\"header\":\"S\",\"signed\":\"{body}{bod}\"}"))
                .containsExactly("verification.signed");
        assertThat(wrong("{\"kind\":\"digest\",\"secret\":\"k\",\"header\":\"S\",\"signed\":\"{body}\"}"))
                .containsExactly("verification.signed");
        assertThat(
                        wrong(
                                "{\"kind\":\"hmac\",\"secret\":\"k\",\"header\":\"S\",\"id_header\":\"I\",\"tolerance_seconds\":0}"))
                .containsExactly("verification.tolerance_seconds", "verification.id_header");
        assertThat(wrong("{\"kind\":\"standard_webhooks\",\"secret\":\"phrase\"}"))
                .containsExactly("verification.secret");
        assertThat(wrong("{\"kind\":\"token\",\"secret\":\"k\",\"in\":\"body\",\"field\":\"token\"}"))
                .containsExactly("verification.field");
        assertThat(wrong("{\"kind\":\"basic\",\"secret\":\"k\",\"username\":\"a:b\"}"))
                .containsExactly("verification.username");
        assertThat(wrong("{\"kind\":\"challenge\"}")).containsExactly("verification.challenge");
        assertThat(wrong("{\"kind\":\"url\"}")).isEmpty();
    }

    private static List<String> wrong(String json) {
        return settings(json).errors(false).stream().map(FieldError::field).toList();
    }
}
