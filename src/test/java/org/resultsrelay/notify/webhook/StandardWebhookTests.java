package org.resultsrelay.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.signing.SigningSecret;
import org.resultsrelay.support.Push;

class StandardWebhookTests extends WebhookContract {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    @Override
    protected WebhookFormat format() {
        return new WebhookFormat.Standard(SigningSecret.read(SECRET).orElseThrow(), CLOCK);
    }

    @Test
    void theMessageIsSignedAndSaysAllThatThereIs() {
        MessageContent content = MessageContent.of("Trouble\nwith details");
        notifier().send(new OutboundMessage("webhook", "alert:17:1", 4, content, null, "alert:17:0.1.abc"));
        Push push = hook.received().getFirst();
        assertThat(push.isSignedWith(SECRET)).isTrue();
        assertThat(push.header("webhook-timestamp")).isEqualTo("1795255200");
        assertThat(push.json().path("type").asString()).isEqualTo("relay.message");
        assertThat(push.json().path("timestamp").asString()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(push.json().path("data").toString())
                .isEqualTo("{\"key\":\"alert:17:1\",\"revision\":4,\"headline\":\"Trouble\","
                        + "\"text\":\"Trouble\\nwith details\",\"reply_to\":\"alert:17:0.1.abc\"}");
    }

    @Test
    void theSameRevisionSentAgainHasTheSameIdAndAnotherOneHasNot() {
        notifier().send(revision(1, "Trouble"));
        notifier().send(revision(1, "Trouble (perhaps again)"));
        notifier().send(revision(2, "Trouble"));
        notifier().send(revision(1, "Other trouble"));
        List<String> ids =
                hook.received().stream().map(push -> push.header("webhook-id")).toList();
        assertThat(ids.get(1)).isEqualTo(ids.getFirst());
        assertThat(ids).hasSize(4);
        assertThat(ids.stream().distinct()).hasSize(3);
    }

    private static OutboundMessage revision(int revision, String text) {
        return new OutboundMessage("webhook", "key", revision, MessageContent.of(text), null, null);
    }

    /** As a receiver that keeps the newest text of each key. */
    @Override
    protected List<String> seen() {
        Map<String, String> kept = new LinkedHashMap<>();
        hook.received()
                .forEach(push -> kept.put(
                        push.json().path("data").path("key").asString(),
                        push.json().path("data").path("text").asString()));
        return List.copyOf(kept.values());
    }
}
