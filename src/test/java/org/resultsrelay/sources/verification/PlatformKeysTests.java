package org.resultsrelay.sources.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.support.SettableClock;

/** Bodies that are JWTs, with keys from a server that speaks real HTTP. */
class PlatformKeysTests {

    private static final String CLAIMS = "{\"body\": {\"score\": 17}}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicReference<String> published = new AtomicReference<>("");
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String url = "";

    @BeforeEach
    void aPlatformThatPublishesItsKeys() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, Math.max(body.length, -1));
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static RsaJsonWebKey key(String id) throws Exception {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return key;
    }

    private void publishes(RsaJsonWebKey... keys) {
        published.set(new JsonWebKeySet(List.of(keys)).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private static String signed(RsaJsonWebKey key) throws Exception {
        JsonWebSignature jwt = new JsonWebSignature();
        jwt.setPayload(CLAIMS);
        jwt.setAlgorithmHeaderValue("RS256");
        jwt.setKeyIdHeaderValue(key.getKeyId());
        jwt.setKey(key.getPrivateKey());
        return jwt.getCompactSerialization();
    }

    private static PlatformRequest request(String body) {
        return new PlatformRequest("POST", List.of(), Map.of(), Map.of(), body.getBytes(UTF_8));
    }

    private Verifier verifier(boolean allowed) {
        Verification settings = new Verification(
                Verification.Kind.JWT_BODY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                url);
        return Verifier.of(settings, List.of(), new PlatformKeys(new KeyServer(address -> allowed), clock), clock);
    }

    @Test
    void aBodySignedWithAPublishedKeyPassesAndItsClaimsAreRead() throws Exception {
        RsaJsonWebKey key = key("k-1");
        publishes(key);
        Verifier verifier = verifier(true);
        String body = signed(key);
        assertThat(verifier.complaint(request(body))).isNull();
        assertThat(verifier.claims(request(body))).isEqualTo(CLAIMS.getBytes(UTF_8));
        assertThat(verifier.complaint(request(body))).isNull();
        assertThat(asked).as("the keys are remembered").hasValue(1);
        assertThat(verifier.complaint(request(signed(key("k-1")))))
                .as("another key of the same id")
                .isNotNull();
        assertThat(verifier.complaint(request("nonsense"))).isNotNull();
    }

    @Test
    void anAlgorithmThatNeedsNoPrivateKeyIsRefused() throws Exception {
        RsaJsonWebKey key = key("k-1");
        publishes(key);
        JsonWebSignature forged = new JsonWebSignature();
        forged.setPayload(CLAIMS);
        forged.setAlgorithmHeaderValue("HS256");
        forged.setKeyIdHeaderValue("k-1");
        forged.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        String unsigned = "eyJhbGciOiJub25lIiwia2lkIjoiay0xIn0." + signed(key).split("\\.", -1)[1] + ".";
        Verifier verifier = verifier(true);
        assertThat(verifier.complaint(request(forged.getCompactSerialization())))
                .isNotNull();
        assertThat(verifier.complaint(request(unsigned))).isNotNull();
    }

    @Test
    void anUnknownKeyIsAskedForAtMostOnceAMinute() throws Exception {
        RsaJsonWebKey first = key("k-1");
        RsaJsonWebKey second = key("k-2");
        publishes(first);
        Verifier verifier = verifier(true);
        assertThat(verifier.complaint(request(signed(first)))).isNull();
        publishes(first, second);
        for (int n = 0; n < 5; n++) {
            assertThat(verifier.complaint(request(signed(second)))).contains("does not publish");
        }
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(verifier.complaint(request(signed(second)))).isNull();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whileTheKeysWereNeverFetchedThePlatformIsAskedToComeAgain() throws Exception {
        Verifier verifier = verifier(true);
        String body = signed(key("k-1"));
        assertThatThrownBy(() -> verifier.complaint(request(body)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(503));
    }

    @Test
    void aPrivateAddressIsNotAsked() throws Exception {
        RsaJsonWebKey key = key("k-1");
        publishes(key);
        String body = signed(key);
        assertThatThrownBy(() -> verifier(false).complaint(request(body))).isInstanceOf(Problem.class);
        assertThat(asked).hasValue(0);
    }
}
