package org.resultsrelay.notify;

import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one destination. {@code messageId}: it is delivered already, and this edits it. {@code
 * answers}: the message it replies to.
 */
public record OutboundMessage(
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
