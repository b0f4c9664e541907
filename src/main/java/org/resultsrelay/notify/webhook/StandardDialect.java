package org.resultsrelay.notify.webhook;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.OutboundMessage;
import org.resultsrelay.notify.Picture;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signed as Standard Webhooks asks. Each revision of a message is sent, and the receiver keeps the newest under its key; the
 * same revision sent again carries the same {@code webhook-id}.
 */
record StandardDialect(SigningKey key, Clock clock) implements Dialect {

    private static final JsonMapper JSON = JsonMapper.shared();

    record Body(String type, Instant timestamp, Message data) {}

    /** {@code replyTo}: the {@code webhook-id} of the message this belongs to; {@code picture}: a PNG. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Message(
            String key,
            int revision,
            String headline,
            String text,
            @Nullable String replyTo,
            byte @Nullable [] picture) {

        static Message of(OutboundMessage outbound) {
            Picture picture = outbound.content().picture();
            return new Message(
                    outbound.key(),
                    outbound.revision(),
                    outbound.content().headline(),
                    outbound.content().text(),
                    outbound.answers(),
                    picture == null ? null : picture.png());
        }
    }

    /** The sum of the text tells two messages apart that were told without a database, and hence without a number. */
    @Override
    public String name(OutboundMessage outbound) {
        CRC32 sum = new CRC32();
        sum.update(outbound.content().text().getBytes(StandardCharsets.UTF_8));
        return outbound.key() + "." + outbound.revision() + "." + Long.toHexString(sum.getValue());
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public HttpRequest.Builder write(OutboundMessage outbound, HttpRequest.Builder request) {
        Instant now = clock.instant();
        byte[] body = JSON.writeValueAsBytes(new Body("relay.message", now, Message.of(outbound)));
        String id = name(outbound);
        return request.header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", key.signature(id, now.getEpochSecond(), body))
                .POST(BodyPublishers.ofByteArray(body));
    }
}
