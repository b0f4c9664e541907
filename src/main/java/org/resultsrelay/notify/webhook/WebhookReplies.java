package org.resultsrelay.notify.webhook;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.text.OneLine;

/** What a receiver's answers mean for the message, and what the administrator can do about them. */
final class WebhookReplies {

    private static final Duration PATIENCE = Duration.ofSeconds(5); // for a 429 that does not say how long
    private static final int SAID = 200;

    private WebhookReplies() {}

    static SendOutcome meaning(HttpResponse<String> answer, String name) {
        int status = answer.statusCode();
        return switch (status) {
            case 429 -> new RateLimited(patience(answer));
            case 408 -> new NotDelivered(told(answer), false);
            default ->
                switch (status / 100) {
                    case 2 -> new Delivered(name);
                    case 5 -> new Unconfirmed(told(answer));
                    default -> new NotDelivered(told(answer) + "; see that RELAY_WEBHOOK_URL is right", true);
                };
        };
    }

    /** Only the kinds of failure are told: what they say may hold the URL. What never reached the server it surely has not. */
    static SendOutcome meaning(ExecutionException failure) {
        Throwable cause = Objects.requireNonNull(failure.getCause());
        String kinds = Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .map(each -> each.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining(": "));
        String reason = "the webhook's server gave no answer (" + kinds + ")";
        return switch (cause) {
            case ConnectException _, HttpConnectTimeoutException _, SSLHandshakeException _ ->
                new NotDelivered(reason, false);
            default -> new Unconfirmed(reason);
        };
    }

    private static String told(HttpResponse<String> answer) {
        String said = OneLine.of(answer.body());
        String shown =
                said.substring(0, said.offsetByCodePoints(0, Math.min(SAID, said.codePointCount(0, said.length()))));
        return "the webhook's server answered " + answer.statusCode() + (shown.isEmpty() ? "" : ": " + shown);
    }

    private static Duration patience(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,18}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
                .orElse(PATIENCE);
    }
}
