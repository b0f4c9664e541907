package org.resultsrelay.delivery.push;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.scheduling.Deadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to one URL and reads at most 8 KiB of the answer, within one deadline for everything. Whatever goes wrong is an
 * outcome.
 */
final class Endpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);
    static final int ANSWER_BYTES = 8 * 1024;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration FOR_THE_BODY = Duration.ofSeconds(5); // after the status, which is what counts

    private final DetachedSocketFactory sockets;
    private final CloseableHttpClient keepingConnections;
    private final CloseableHttpClient freshConnections;
    private final Duration timeout;
    private final Duration forTheBody;
    private final Clock clock;
    private final Deadlines deadlines = new Deadlines("push-deadlines");
    private final AtomicReference<Instant> lackTold = new AtomicReference<>(Instant.EPOCH);

    Endpoint(DnsResolver targets, Duration timeout, Clock clock) {
        this(targets, proxy -> OwnSocket.open(), timeout, FOR_THE_BODY, clock);
    }

    Endpoint(DnsResolver targets, DetachedSocketFactory sockets, Duration timeout, Duration forTheBody, Clock clock) {
        this.sockets = sockets;
        this.keepingConnections = DirectHttp.client(targets, sockets, timeout).build();
        this.freshConnections = DirectHttp.client(targets, sockets, timeout)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
        this.timeout = timeout;
        this.forTheBody = forTheBody;
        this.clock = clock;
    }

    /** Reads up to {@code bytesOfA2xx} of a 2xx answer, since it may say something about each user. */
    PushOutcome post(URI url, byte[] body, Map<String, String> headers, int bytesOfA2xx) {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        try (var _ = deadlines.in(timeout, request::abort)) {
            HttpClientContext context = HttpClientContext.create();
            PushOutcome outcome = exchange(keepingConnections, request, context, bytesOfA2xx);
            return wasOfTheConnection(outcome, context) && !request.isAborted()
                    ? exchange(freshConnections, request, HttpClientContext.create(), bytesOfA2xx)
                    : outcome;
        }
    }

    private PushOutcome exchange(
            CloseableHttpClient http, HttpPost request, HttpClientContext context, int bytesOfA2xx) {
        try {
            return outcome(request, http.executeOpen(null, request, context), bytesOfA2xx);
        } catch (OwnSocket.Lack e) {
            return lacking(e);
        } catch (UnknownHostException e) {
            return unknownHost(request, context, e);
        } catch (IOException e) {
            return unanswered(request, context, e);
        } catch (RuntimeException e) { // such as IllegalStateException if the deadline ended while connecting
            if (!request.isAborted()) {
                log.error("The HTTP client failed in an unexpected way", e);
            }
            return unanswered(request, context, e);
        } catch (Error e) {
            request.abort(); // otherwise the connection would stay leased
            throw e;
        }
    }

    /** Resolving a name needs a file too. */
    private PushOutcome unknownHost(HttpPost request, HttpClientContext context, UnknownHostException e) {
        try {
            sockets.create(Proxy.NO_PROXY).close();
            return unanswered(request, context, e);
        } catch (IOException lack) {
            return lacking(lack);
        }
    }

    /** The relay's own lack says nothing about the endpoint. It affects every push, so it is logged once a minute. */
    private PushOutcome lacking(IOException e) {
        Instant now = clock.instant();
        Instant told = lackTold.get();
        if (told.plus(A_MINUTE).isBefore(now) && lackTold.compareAndSet(told, now)) {
            log.error(
                    "The relay itself cannot open a connection, and pushes wait: {}."
                            + " See what has taken its files (limited by ulimit -n), its machine's ports or memory.",
                    e.getMessage());
        }
        return new PushOutcome.OwnFault("the relay itself cannot open a connection: " + e.getMessage());
    }

    private PushOutcome unanswered(HttpPost request, HttpClientContext context, Throwable e) {
        String waiting = context.getEndpointDetails() == null ? "for a connection" : "for the answer";
        return new PushOutcome.Unreachable(
                request.isAborted()
                        ? "timed out after " + timeout.toSeconds() + " s waiting " + waiting
                        : NoAnswerReason.because(e));
    }

    /**
     * The server may have closed a kept connection just before it was used again (408 says so), or left data in it.
     * That says nothing about the push, and sending it again does no harm.
     */
    private static boolean wasOfTheConnection(PushOutcome outcome, HttpClientContext context) {
        EndpointDetails connection = context.getEndpointDetails();
        return switch (outcome) {
            case PushOutcome.Unreachable unreachable -> connection != null && connection.getResponseCount() > 0;
            case PushOutcome.Failed failed ->
                failed.status() == HttpStatus.SC_REQUEST_TIMEOUT
                        && connection != null
                        && connection.getResponseCount() > 1;
            default -> false;
        };
    }

    private PushOutcome outcome(HttpPost request, ClassicHttpResponse response, int bytesOfA2xx) {
        List<String> retryAfter = Stream.of(response.getHeaders("Retry-After"))
                .map(Header::getValue)
                .filter(Objects::nonNull)
                .toList();
        int bytes = response.getCode() / 100 == 2 ? bytesOfA2xx : ANSWER_BYTES;
        return PushOutcome.of(
                response.getCode(),
                answer(request, response.getEntity(), bytes),
                RetryAfter.parse(retryAfter, clock.instant()));
    }

    /** The status has arrived and counts. A body that breaks off, is garbled or never ends does not change it. */
    private String answer(HttpPost request, @Nullable HttpEntity entity, int bytes) {
        if (entity == null) {
            return "";
        }
        byte[] answer = new byte[bytes];
        int length = 0;
        try (var _ = deadlines.in(forTheBody, request::abort)) {
            InputStream content = entity.getContent();
            int read = content.read(answer);
            while (read > 0) {
                length += read;
                read = content.read(answer, length, bytes - length);
            }
            if (read == 0) {
                request.abort(); // drop the connection instead of reading on
            }
        } catch (IOException | RuntimeException e) {
            request.abort();
        }
        return new String(answer, 0, length, StandardCharsets.UTF_8).replace("\u0000", "\uFFFD");
    }

    @Override
    public void close() throws IOException {
        deadlines.close();
        keepingConnections.close();
        freshConnections.close();
    }
}
