package org.resultsrelay.notify;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One channel to the administrator. A new channel is a new package with one of these; no other code knows its vendor.
 */
public interface Notifier {

    /** The channel's name in the database, the metrics and the log. */
    String channel();

    /** What one destination of this channel accepts; edits count like messages. */
    List<Throttle> throttles(String destination);

    /** Whether a delivered message can be changed; if not, changes are not sent. */
    boolean edits();

    /**
     * Sends this message: as a new one if it has no {@code messageId}, otherwise in place of that message. Returns
     * within 20 seconds and never throws because of the channel.
     */
    SendOutcome send(OutboundMessage outbound);

    /**
     * One message on its way to one destination. {@code messageId}: it is delivered already, and this edits it. {@code
     * answers}: the message it replies to.
     */
    record OutboundMessage(
            String destination,
            String key,
            int revision,
            MessageContent content,
            @Nullable String messageId,
            @Nullable String answers) {

        /** A new message that replies to none. */
        public static OutboundMessage of(String destination, String key, MessageContent content) {
            return new OutboundMessage(destination, key, 1, content, null, null);
        }
    }

    /** The outcome of one attempt. */
    sealed interface SendOutcome permits Delivered, RateLimited, NotDelivered, Unconfirmed, Missing {

        /** Why it failed, for people; null unless it did. */
        default @Nullable String reason() {
            return null;
        }
    }

    /** The text is delivered. {@code messageId} identifies it for later edits and means nothing outside the channel. */
    record Delivered(String messageId) implements SendOutcome {}

    /** The whole destination asks for a pause. It gets ten minutes at most: one answer must not silence all alerts. */
    record RateLimited(Duration retryAfter) implements SendOutcome {

        private static final Duration LONGEST = Duration.ofMinutes(10);

        public RateLimited {
            retryAfter = retryAfter.compareTo(LONGEST) < 0 ? retryAfter : LONGEST;
        }
    }

    /** Surely not delivered. {@code permanent}: only a person can help, as the reason says. */
    record NotDelivered(String reason, boolean permanent) implements SendOutcome {}

    /** Perhaps delivered: it was handed over, and no proper answer came. */
    record Unconfirmed(String reason) implements SendOutcome {}

    /** The message to edit does not exist any more; a new message has to be sent. */
    record Missing() implements SendOutcome {}
}
