package org.resultsrelay.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.notify.NotifierContract;
import org.resultsrelay.support.FakeHook;
import org.resultsrelay.support.RawServer;

/** What both formats of webhook keep. */
abstract class WebhookContract extends NotifierContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    protected final FakeHook hook = new FakeHook();
    private final WebhookNotifier notifier = new WebhookNotifier(hook.url(), format(), TIMEOUT);

    protected abstract WebhookFormat format();

    @AfterEach
    void close() {
        notifier.destroy();
        hook.close();
    }

    @Test
    void theAskedForPatienceIsKept() {
        hook.answersOnce(429, "rate_limited", Map.of("Retry-After", "37"));
        assertThat(notifier.send(message("Trouble"))).isEqualTo(new RateLimited(Duration.ofSeconds(37)));
        hook.answersOnce(429, "", Map.of("Retry-After", "Sat, 21 Nov 2026 10:00:00 GMT"));
        assertThat(notifier.send(message("Trouble"))).isEqualTo(new RateLimited(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999", "99999999999"})
    void nobodyGetsMoreThanTenMinutes(String seconds) {
        hook.answersOnce(429, "rate_limited", Map.of("Retry-After", seconds));
        assertThat(notifier.send(message("Trouble"))).isEqualTo(new RateLimited(Duration.ofMinutes(10)));
    }

    @Test
    void afterAServerErrorNobodyKnows() {
        hook.answersOnce(503, "<html>" + "no ".repeat(10_000), Map.of());
        Unconfirmed unknown = assertInstanceOf(Unconfirmed.class, notifier.send(message("Trouble")));
        assertThat(unknown.reason()).contains("503").hasSizeLessThan(300);
    }

    @Test
    void aRefusalNeedsAPersonAndNamesNoSecret() {
        hook.answersOnce(404, "no_service", Map.of());
        NotDelivered failed = failure(notifier);
        assertThat(failed.permanent()).isTrue();
        assertThat(failed.reason())
                .contains("404", "no_service", "RELAY_WEBHOOK_URL")
                .doesNotContain("T0SecretPath");
    }

    @Test
    void aRedirectIsNotFollowed() {
        hook.answersOnce(302, "", Map.of("Location", hook.url().toString()));
        assertThat(failure(notifier).permanent()).isTrue();
        assertThat(hook.received()).isEmpty();
    }

    @Test
    void withoutAnAnswerNobodyKnows() {
        WebhookNotifier impatient = new WebhookNotifier(hook.url(), format(), Duration.ofMillis(300));
        hook.hangsOnce();
        assertThat(impatient.send(message("Trouble"))).isInstanceOf(Unconfirmed.class);
        impatient.destroy();
    }

    @Test
    void whatNeverReachedTheServerSurelyFailedAndNamesNoSecret() {
        hook.close();
        NotDelivered refused = failure(notifier);
        assertThat(refused.permanent()).isFalse();
        assertThat(refused.reason()).contains("ConnectException").doesNotContain("T0SecretPath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbreaks off",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nno chunk"
            })
    void anAcceptanceCountsWhateverBecomesOfItsBody(String answer) {
        try (RawServer server = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says(answer);
        })) {
            assertThat(send(server)).isInstanceOf(Delivered.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, Delivered", "404, NotDelivered", "503, Unconfirmed"})
    void aStatusCountsAlsoWhereItsBodyNeverEnds(int status, String sent) {
        try (RawServer server = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says("HTTP/1.1 " + status + " So\r\nContent-Length: 100\r\n\r\nso far");
            peer.hangs();
        })) {
            Duration moment = Duration.ofMillis(100);
            SendOutcome told = send(new WebhookNotifier(URI.create(server.url()), format(), TIMEOUT, moment));
            assertThat(told.getClass().getSimpleName()).isEqualTo(sent);
            assertThat(told.toString()).doesNotContain("no answer");
        }
    }

    @Test
    void aServerThatClosesConnectionsWithoutSayingSoGetsEveryMessage() {
        try (RawServer server = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            WebhookNotifier there = new WebhookNotifier(URI.create(server.url()), format(), TIMEOUT);
            for (int i = 0; i < 5; i++) {
                assertThat(there.send(message("Trouble " + i))).isInstanceOf(Delivered.class);
            }
            there.destroy();
        }
    }

    private SendOutcome send(RawServer server) {
        return send(new WebhookNotifier(URI.create(server.url()), format(), TIMEOUT));
    }

    private static SendOutcome send(WebhookNotifier there) {
        try {
            return there.send(message("Trouble"));
        } finally {
            there.destroy();
        }
    }

    private static NotDelivered failure(Notifier notifier) {
        return assertInstanceOf(NotDelivered.class, notifier.send(message("Trouble")));
    }

    @Override
    protected Notifier notifier() {
        return notifier;
    }
}
