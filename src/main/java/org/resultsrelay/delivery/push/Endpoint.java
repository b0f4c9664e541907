package org.resultsrelay.delivery.push;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.FilteredHostException;

/** Posts to one URL and reads what comes back, within one deadline for the whole and never more than 8 KiB of it. */
final class Endpoint implements AutoCloseable {

    private static final int ANSWER_BYTES = 8 * 1024;

    private final CloseableHttpClient http;
    private final Duration timeout;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor deadlines;

    Endpoint(CloseableHttpClient http, Duration timeout, Clock clock) {
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
        this.deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("push-deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    PushOutcome post(URI url, byte[] body, Map<String, String> headers) {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline = deadlines.schedule(request::abort, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, response -> read(request, response));
        } catch (IOException | FilteredHostException e) {
            return new PushOutcome.Unreachable(
                    request.isAborted()
                            ? "no complete answer within " + timeout.toSeconds() + " s"
                            : Unanswered.because(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private PushOutcome read(HttpPost request, ClassicHttpResponse response) throws IOException {
        Header retryAfter = response.getFirstHeader("Retry-After");
        return PushOutcome.of(
                response.getCode(),
                answer(request, response.getEntity()),
                RetryAfter.parse(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
    }

    /** The status has arrived, and it counts: a body that breaks off or never ends does not change it. */
    private static String answer(HttpPost request, @Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        byte[] answer = content.readNBytes(ANSWER_BYTES);
        if (answer.length == ANSWER_BYTES && content.read() >= 0) {
            request.abort(); // drop the connection rather than read on for a body nobody wants
        }
        return new String(answer, StandardCharsets.UTF_8).replace("\u0000", "\uFFFD");
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
