package org.resultsrelay.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.FullServer;
import org.resultsrelay.support.RawServer;
import org.resultsrelay.support.SettableClock;
import org.slf4j.LoggerFactory;

/** What comes of a push, whatever the network and the server do. */
class EndpointTests implements DnsResolver {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8");
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Endpoint.class);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private List<String> addresses = List.of("127.0.0.1");
    private final Endpoint endpoint = endpoint(LOOPBACK);
    private final Endpoint impatient = endpoint(Duration.ofSeconds(1), TIMEOUT);

    private Endpoint endpoint(List<String> allowed) {
        return new Endpoint(new TargetAddresses(this, allowed), TIMEOUT, Clock.systemUTC());
    }

    private Endpoint endpoint(Duration timeout, Duration forTheBody) {
        return new Endpoint(
                new TargetAddresses(this, LOOPBACK), proxy -> OwnSocket.open(), timeout, forTheBody, Clock.systemUTC());
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return host.endsWith(".example")
                ? addresses.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new)
                : InetAddress.getAllByName(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @BeforeEach
    void listen() {
        logged.start();
        LOG.addAppender(logged);
    }

    @AfterEach
    void close() throws Exception {
        LOG.detachAppender(logged);
        endpoint.close();
        impatient.close();
    }

    private List<String> errors() {
        return logged.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private PushOutcome post(String url) {
        return post(endpoint, url);
    }

    private static PushOutcome post(Endpoint endpoint, String url) {
        return endpoint.post(URI.create(url), BODY, Map.of("webhook-id", "msg_1"), Endpoint.ANSWER_BYTES);
    }

    private PushOutcome postTo(int port) {
        return post(several(port));
    }

    private static String several(int port) {
        return "http://several.example:" + port + "/";
    }

    @Test
    void theNextAddressIsTriedInTimeWhereTheFirstDoesNotReact() {
        try (FullServer dead = new FullServer("127.0.0.2");
                RawServer alive = RawServer.at("127.0.0.3", dead.port(), peer -> {
                    peer.awaitsRequest();
                    peer.says(NO_CONTENT);
                })) {
            addresses = List.of("127.0.0.2", "127.0.0.3");
            assertThat(postTo(alive.port())).isEqualTo(new PushOutcome.Accepted(204, ""));
            assertThat(alive.requests()).hasSize(1);
        }
    }

    @Test
    void whereNoAddressReactsTheOutcomeComesInTime() {
        try (FullServer dead = new FullServer("127.0.0.2")) {
            addresses = List.of("127.0.0.2", "127.0.0.2", "127.0.0.2", "127.0.0.2", "127.0.0.2");
            assertThat(post(impatient, several(dead.port())))
                    .isEqualTo(new PushOutcome.Unreachable("no connection in time: the server does not react"));
        }
    }

    @Test
    void aKeptConnectionThatTheServerHasClosedIsNoFailure() {
        try (RawServer silent = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says(NO_CONTENT); // and closes without having said so
        })) {
            List<PushOutcome> outcomes =
                    IntStream.range(0, 20).mapToObj(n -> post(silent.url())).toList();
            assertThat(outcomes).containsOnly(new PushOutcome.Accepted(204, ""));
            assertThat(silent.requests()).hasSize(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n", "what was left over\r\n\r\n"})
    void aKeptConnectionThatTurnsOutToBeOverIsReplacedOnceByAFreshOne(String farewell) {
        try (RawServer server = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says(NO_CONTENT);
            if (peer.number() == 1 && peer.awaitsRequest()) {
                peer.says(farewell);
            }
        })) {
            assertThat(post(server.url()).status()).isEqualTo(204);
            assertThat(post(server.url()).status()).isEqualTo(204);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aResetOfAKeptConnectionIsNoFailureAndOneOfAFreshConnectionIs() {
        try (RawServer server = RawServer.that(peer -> {
            peer.awaitsRequest();
            if (peer.number() < 3) {
                peer.says(NO_CONTENT);
                peer.awaitsRequest();
            }
            peer.resets();
        })) {
            assertThat(post(server.url()).status()).isEqualTo(204);
            assertThat(post(server.url()).status()).isEqualTo(204); // the second connection
            assertThat(post(server.url()).status()).isNull(); // the third, which was not kept
            assertThat(server.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbreaks off",
                "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nno chunk",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: zipped\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nno gz",
                "HTTP/1.1 200 OK\r\nno header at all\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more than was said",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
            })
    void a2xxConfirmsWhateverBecomesOfItsBody(String answer) {
        try (RawServer server = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says(answer);
        })) {
            assertThat(post(server.url()).status()).isEqualTo(200);
            assertThat(post(server.url())).isInstanceOf(PushOutcome.Accepted.class);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void anyStatusCountsWhateverBecomesOfItsBody() {
        for (int status : new int[] {400, 410, 429, 503}) {
            try (RawServer server = RawServer.that(peer -> {
                peer.awaitsRequest();
                peer.says("HTTP/1.1 " + status + " No\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nbecause");
            })) {
                PushOutcome outcome = post(server.url());
                assertThat(outcome.status()).isEqualTo(status);
                assertThat(outcome.answer()).isEqualTo("because");
            }
        }
    }

    /** Less than is read of a body, and more. */
    @ParameterizedTest
    @ValueSource(ints = {6, 9_000})
    void aBodyThatNeverEndsIsCutOffAndItsConnectionIsDropped(int sent) throws Exception {
        var dropped = new CountDownLatch(1);
        try (Endpoint patient = endpoint(Duration.ofMinutes(1), Duration.ofMillis(500));
                RawServer server = RawServer.that(peer -> {
                    peer.awaitsRequest();
                    peer.says("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(sent));
                    try {
                        peer.awaitsRequest();
                    } finally {
                        dropped.countDown();
                    }
                })) {
            long from = System.nanoTime();
            assertThat(patient.post(URI.create(server.url()), BODY, Map.of(), Endpoint.ANSWER_BYTES))
                    .isEqualTo(new PushOutcome.Accepted(200, "x".repeat(Math.min(sent, 8 * 1024))));
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(30));
            assertThat(dropped.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void pushesGoStraightToTheirTargetWhateverProxiesTheJvmIsToldToUse() {
        try (RawServer proxy = RawServer.answering(NO_CONTENT);
                RawServer target = RawServer.answering(NO_CONTENT)) {
            var told = Map.of(
                    "http.proxyHost", "127.0.0.1",
                    "http.proxyPort", Integer.toString(proxy.port()),
                    "http.nonProxyHosts", "",
                    "socksProxyHost", "127.0.0.1",
                    "socksProxyPort", Integer.toString(proxy.port()),
                    "socksNonProxyHosts", "");
            told.forEach(System::setProperty);
            try (Endpoint strict = endpoint(List.of())) {
                assertThat(post(target.url()).status()).isEqualTo(204);
                for (String url : List.of("http://169.254.169.254/latest", "http://10.0.0.5/", "http://[::1]/")) {
                    assertThat(strict.post(URI.create(url), BODY, Map.of(), Endpoint.ANSWER_BYTES)
                                    .answer())
                            .as(url)
                            .contains("private address", "RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                told.keySet().forEach(System::clearProperty);
            }
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void aNameThatLeadsToPrivateAndAllowedAddressesIsPushedToTheAllowedOnes() {
        try (RawServer target = RawServer.answering(NO_CONTENT)) {
            addresses = List.of("10.0.0.5", "127.0.0.1", "::ffff:10.0.0.5");
            assertThat(postTo(target.port()).status()).isEqualTo(204);
        }
    }

    @Test
    void anErrorLeavesTheClientUsable() throws IOException {
        var broken = new AtomicBoolean(true);
        try (RawServer target = RawServer.answering(NO_CONTENT);
                CloseableHttpClient http = DirectHttp.client(
                                new TargetAddresses(this, LOOPBACK), proxy -> OwnSocket.open(), TIMEOUT)
                        .addRequestInterceptorFirst((request, entity, context) -> {
                            if (broken.getAndSet(false)) {
                                throw new NoClassDefFoundError("whose jar was replaced");
                            }
                        })
                        .build()) {
            var request = new HttpGet(target.url());
            assertThatThrownBy(() -> http.execute(request, ClassicHttpResponse::getCode))
                    .isInstanceOf(NoClassDefFoundError.class);
            assertThat(http.execute(new HttpGet(target.url()), ClassicHttpResponse::getCode))
                    .isEqualTo(204);
        }
    }

    @Test
    void theReasonIsSaid() throws Exception {
        assertThat(post("http://127.0.0.1:" + FreePort.onLoopback() + "/").answer())
                .isEqualTo("connection refused");
        assertThat(post("http://nowhere.invalid/").answer()).startsWith("host name not found: nowhere.invalid");
        try (RawServer mute = RawServer.that(RawServer.Peer::hangs);
                RawServer rude = RawServer.that(RawServer.Peer::awaitsRequest);
                RawServer clear = RawServer.that(peer -> {
                    peer.says("SSH-2.0-OpenSSH_9.6\r\n");
                    peer.awaitsRequest();
                })) {
            assertThat(post(impatient, mute.url()).answer()).isEqualTo("timed out after 1 s waiting for the answer");
            assertThat(post(rude.url()).answer()).isEqualTo("the server closed the connection without an answer");
            assertThat(post(clear.url()).answer()).startsWith("the answer is not HTTP");
            assertThat(post(clear.url().replace("http:", "https:")).answer()).startsWith("TLS failed");
            assertThat(post(impatient, mute.url().replace("http:", "https:")).answer())
                    .contains("TLS handshake");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 000 x",
                "HTTP/1.1 0 x",
                "HTTP/1.1 -200 OK",
                "HTTP/1.1 42 x",
                "HTTP/1.1 1000 x",
                "HTTP/1.1 99999",
                "HTTP/1.1 99999999999 x",
                "HTTP/1.1 OK",
                "HTTP/1.1",
                "HTTP/-1.1 200 OK",
                "HTTP/999.1 200 OK"
            })
    void anAnswerWithoutAProperStatusIsTheServersTroubleAndNoErrorOfOurs(String statusLine) {
        try (RawServer server = RawServer.answering(statusLine + "\r\nContent-Length: 0\r\n\r\n")) {
            PushOutcome outcome = post(server.url());
            assertThat(outcome).isInstanceOf(PushOutcome.Unreachable.class);
            assertThat(outcome.answer()).startsWith("the answer is not HTTP");
            assertThat(errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep-Alive: timeout=-5, max=no",
                "Keep-Alive: timeout=9223372036854775807",
                "Keep-Alive: timeout=99999999999999999999",
                "Connection: \u0000, , ;",
                "Content-Type: ;;;=",
                "Transfer-Encoding: , ,",
                "Retry-After: 99999999999999999999999999"
            })
    void noHeaderIsAnErrorOfOurs(String header) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
                Endpoint readsNotLong = endpoint(TIMEOUT, Duration.ofMillis(500))) {
            assertThat(post(readsNotLong, server.url()).status()).isEqualTo(200);
            assertThat(post(readsNotLong, server.url()).status()).isEqualTo(200);
            assertThat(errors()).isEmpty();
        }
    }

    @Test
    void whatTheRelayItselfLacksSaysNothingOfTheEndpointAndIsToldOnceAMinute() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:42:00Z"));
        DetachedSocketFactory none = proxy -> {
            throw new OwnSocket.Lack(new SocketException("Too many open files"));
        };
        try (Endpoint lacking = new Endpoint(new TargetAddresses(this, LOOPBACK), none, TIMEOUT, TIMEOUT, clock)) {
            for (String url : List.of("http://127.0.0.1:9/", "https://127.0.0.1:9/", "http://nowhere.invalid/")) {
                assertThat(lacking.post(URI.create(url), BODY, Map.of(), Endpoint.ANSWER_BYTES))
                        .as(url)
                        .isEqualTo(new PushOutcome.OwnFault(
                                "the relay itself cannot open a connection: Too many open files"));
            }
            assertThat(errors()).singleElement().asString().contains("Too many open files", "ulimit");
            clock.advance(Duration.ofMinutes(2));
            lacking.post(URI.create("http://127.0.0.1:9/"), BODY, Map.of(), Endpoint.ANSWER_BYTES);
            assertThat(errors()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, Cannot assign requested address, true",
        "192.0.2.1, Die angeforderte Adresse kann nicht zugewiesen werden, true",
        "192.0.2.1, Permission denied, false",
        "2001:db8::1, Cannot assign requested address, false"
    })
    void aConnectionThatGetsNoPortIsTheRelaysOwnTrouble(String address, String message, boolean own) {
        SocketException told =
                OwnSocket.own(new BindException(message), new InetSocketAddress(InetAddress.ofLiteral(address), 443));
        assertThat(told instanceof OwnSocket.Lack).isEqualTo(own);
        assertThat(told).hasMessage(message);
    }

    @Test
    void whatIsWrongWithACertificateIsSaid() {
        assertThat(NoAnswerReason.because(
                        new SSLHandshakeException("PKIX", new CertificateExpiredException("NotAfter"))))
                .isEqualTo("the server's certificate has expired");
        assertThat(NoAnswerReason.because(new SSLHandshakeException("PKIX", new CertPathBuilderException("no path"))))
                .contains("authority");
        assertThat(NoAnswerReason.because(new SSLPeerUnverifiedException("x"))).contains("for another host");
    }
}
