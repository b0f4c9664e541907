package org.resultsrelay.notify.webhook;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.signing.SigningSecret;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** The format that a receiver expects. */
sealed interface WebhookFormat {

    JsonMapper JSON = JsonMapper.shared();

    /** Whether the receiver can update a message that it has. */
    boolean edits();

    /** Fills in the body and its headers. */
    HttpRequest.Builder write(OutboundMessage outbound, HttpRequest.Builder request);

    /**
     * Identifies a message and its revision: the same again has the same id. The checksum of the text distinguishes
     * messages that were sent without a database, and therefore without a revision.
     */
    static String id(OutboundMessage outbound) {
        CRC32 sum = new CRC32();
        sum.update(outbound.content().unmarked().getBytes(StandardCharsets.UTF_8));
        return outbound.key() + "." + outbound.revision() + "." + Long.toHexString(sum.getValue());
    }

    /**
     * Signed as Standard Webhooks prescribes. Each revision of a message is sent, and the receiver keeps the newest
     * under its key. The same revision sent again has the same {@code webhook-id}.
     */
    record Standard(SigningSecret secret, Clock clock) implements WebhookFormat {

        private record AlertPayload(String type, Instant timestamp, AlertMessage data) {}

        /** {@code replyTo}: the {@code webhook-id} of the message this belongs to. */
        @JsonNaming(SnakeCaseStrategy.class)
        private record AlertMessage(
                String key,
                int revision,
                String headline,
                String text,
                @Nullable String replyTo) {}

        @Override
        public boolean edits() {
            return true;
        }

        @Override
        public HttpRequest.Builder write(OutboundMessage outbound, HttpRequest.Builder request) {
            Instant now = clock.instant();
            MessageContent content = outbound.content();
            AlertMessage message = new AlertMessage(
                    outbound.key(), outbound.revision(), content.headline(), content.text(), outbound.answers());
            byte[] body = JSON.writeValueAsBytes(new AlertPayload("relay.message", now, message));
            String id = WebhookFormat.id(outbound);
            return request.header("webhook-id", id)
                    .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                    .header(
                            "webhook-signature",
                            SigningSecret.signature(id, now.getEpochSecond(), body, List.of(secret)))
                    .POST(BodyPublishers.ofByteArray(body));
        }
    }

    /** Slack's incoming webhooks, which others accept too. Sent messages cannot be edited. */
    record Slack() implements WebhookFormat {

        private static final int LIMIT = 4_000; // characters: Slack recommends no more in one message

        @Override
        public boolean edits() {
            return false;
        }

        /** Without Slack's markup, in which a star or an underscore in the text would be lost. */
        @Override
        public HttpRequest.Builder write(OutboundMessage outbound, HttpRequest.Builder request) {
            String text = shortened(outbound.content().text())
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
            return request.POST(
                    BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", text, "mrkdwn", false))));
        }

        private static String shortened(String text) {
            return text.codePointCount(0, text.length()) <= LIMIT
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, LIMIT - 1)) + "…";
        }
    }
}
