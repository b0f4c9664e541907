package org.resultsrelay.notify.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.OutboundMessage;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.notify.Throttle.Rule;
import org.springframework.beans.factory.DisposableBean;

/** Posts each message to one URL. The URL may be a secret, and is never told. */
class WebhookNotifier implements Notifier, DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Throttle ONE_A_SECOND = Throttle.of(new Rule(1, Duration.ofSeconds(1)));

    private final URI url;
    private final Dialect dialect;
    private final Duration timeout;
    private volatile @Nullable HttpClient posting;

    WebhookNotifier(URI url, Dialect dialect, Duration timeout) {
        this.url = url;
        this.dialect = dialect;
        this.timeout = timeout;
    }

    @Override
    public String channel() {
        return "webhook";
    }

    @Override
    public Throttle throttle(String destination) {
        return ONE_A_SECOND;
    }

    @Override
    public boolean edits() {
        return dialect.edits();
    }

    @Override
    public SendOutcome tell(OutboundMessage outbound) {
        String name = dialect.name(outbound);
        return name.equals(outbound.messageId()) ? new Delivered(name) : post(outbound, name);
    }

    /** Over a connection of its own: one that was kept may have been closed by the server without a word. */
    private SendOutcome post(OutboundMessage outbound, String name) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        posting = http;
        try {
            return post(http, outbound, name);
        } finally {
            http.shutdownNow();
        }
    }

    private SendOutcome post(HttpClient http, OutboundMessage outbound, String name) {
        HttpRequest request = dialect.write(outbound, HttpRequest.newBuilder(url))
                .header("Content-Type", "application/json")
                .header("User-Agent", "results-relay")
                .build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, Excerpt::of);
        try {
            return WebhookReplies.meaning(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), name);
        } catch (ExecutionException e) {
            return WebhookReplies.meaning(e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Unconfirmed("no answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unconfirmed("the relay is stopping");
        }
    }

    /** Whoever waits for an answer is told at once that none comes. */
    @Override
    public void destroy() {
        HttpClient http = posting;
        if (http != null) {
            http.shutdownNow();
        }
    }
}
