package org.resultsrelay.notify.webhook;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.text.OneLine;
import org.springframework.beans.factory.DisposableBean;

/** Posts each message to one URL. The URL may be a secret and is never shown. */
class WebhookNotifier implements Notifier, DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final List<Throttle> ONE_A_SECOND = List.of(new Throttle(1, Duration.ofSeconds(1)));
    private static final Duration PATIENCE = Duration.ofSeconds(5); // for a 429 without a time
    private static final int LONGEST_BODY = 64 * 1024;
    private static final Duration FOR_THE_EXCERPT = Duration.ofSeconds(2);
    private static final int EXCERPT = 200; // how many characters of a refusal are shown

    private final URI url;
    private final WebhookFormat format;
    private final Duration timeout;
    private final Duration forTheExcerpt;
    private volatile @Nullable HttpClient posting;

    WebhookNotifier(URI url, WebhookFormat format, Duration timeout) {
        this(url, format, timeout, FOR_THE_EXCERPT);
    }

    WebhookNotifier(URI url, WebhookFormat format, Duration timeout, Duration forTheExcerpt) {
        this.url = url;
        this.format = format;
        this.timeout = timeout;
        this.forTheExcerpt = forTheExcerpt;
    }

    @Override
    public String channel() {
        return "webhook";
    }

    @Override
    public List<Throttle> throttles(String destination) {
        return ONE_A_SECOND;
    }

    @Override
    public boolean edits() {
        return format.edits();
    }

    /** Uses a connection of its own: the server may have closed a kept one without a word. */
    @Override
    public SendOutcome send(OutboundMessage outbound) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        posting = http;
        try {
            return post(http, outbound);
        } finally {
            http.shutdownNow();
        }
    }

    private SendOutcome post(HttpClient http, OutboundMessage outbound) {
        HttpRequest request = format.write(outbound, HttpRequest.newBuilder(url))
                .header("Content-Type", "application/json")
                .header("User-Agent", "results-relay")
                .build();
        CompletableFuture<ResponseInfo> status = new CompletableFuture<>();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, info -> {
            status.complete(info);
            return BodySubscribers.limiting(BodySubscribers.ofString(StandardCharsets.UTF_8), LONGEST_BODY);
        });
        try {
            CompletableFuture.anyOf(status, answer).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return outcome(status.join(), answer, WebhookFormat.id(outbound));
        } catch (ExecutionException e) {
            return outcome(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            return new Unconfirmed("no answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unconfirmed("the relay is stopping");
        }
    }

    /** The status decides, whatever happens to the body. */
    private SendOutcome outcome(ResponseInfo status, CompletableFuture<HttpResponse<String>> answer, String id)
            throws InterruptedException {
        int code = status.statusCode();
        if (code / 100 == 2) {
            return new Delivered(id);
        }
        if (code == 429) {
            return new RateLimited(patience(status));
        }
        String said = excerpt(answer);
        String told = "the webhook's server answered " + code + (said.isEmpty() ? "" : ": " + said);
        if (code / 100 == 5) {
            return new Unconfirmed(told);
        }
        return code == 408
                ? new NotDelivered(told, false)
                : new NotDelivered(told + "; see that RELAY_WEBHOOK_URL is right", true);
    }

    /** Empty if the body does not arrive within a moment, or is no short text. */
    private String excerpt(CompletableFuture<HttpResponse<String>> answer) throws InterruptedException {
        try {
            String said = OneLine.of(
                    answer.get(forTheExcerpt.toMillis(), TimeUnit.MILLISECONDS).body());
            return said.codePointCount(0, said.length()) <= EXCERPT
                    ? said
                    : said.substring(0, said.offsetByCodePoints(0, EXCERPT));
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    /**
     * Shows only the kind of failure, because its text may contain the URL. If it never reached the server, the message
     * surely was not delivered.
     */
    private static SendOutcome outcome(Throwable failure) {
        String kinds = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(each -> each.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining(": "));
        String reason = "the webhook's server gave no answer (" + kinds + ")";
        return switch (failure) {
            case ConnectException _, HttpConnectTimeoutException _, SSLHandshakeException _ ->
                new NotDelivered(reason, false);
            default -> new Unconfirmed(reason);
        };
    }

    private static Duration patience(ResponseInfo status) {
        return status.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,18}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
                .orElse(PATIENCE);
    }

    /** Tells the waiting thread at once that no answer will come. */
    @Override
    public void destroy() {
        HttpClient http = posting;
        if (http != null) {
            http.shutdownNow();
        }
    }
}
