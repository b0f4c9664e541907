package org.resultsrelay.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.Unconfirmed;

/**
 * A message that cannot be stored because the database is away, which is what it reports. It is kept in memory until
 * {@link Notifications#post(Notification, UnstoredMessage)} hands it over to the database. For one thread.
 */
public final class UnstoredMessage {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration AFTER_PERMANENT = Duration.ofMinutes(10);

    private final Channels channels;
    private final Duration failoverAfter;
    private final Map<String, ChannelAttempt> attempts = new LinkedHashMap<>();

    /** The state of one channel; {@code perhapsAgain}: it may have accepted an earlier attempt. */
    static final class ChannelAttempt {

        final Instant firstAt;
        Instant notBefore;

        @Nullable
        String messageId;

        boolean perhapsAgain;

        private ChannelAttempt(Instant now) {
            this.firstAt = now;
            this.notBefore = now;
        }
    }

    UnstoredMessage(Channels channels, Duration failoverAfter) {
        this.channels = channels;
        this.failoverAfter = failoverAfter;
    }

    /**
     * Sends on the first channel and, once that has failed for long enough, on the next. A channel that has delivered
     * it is left alone.
     */
    public void send(String text, Instant now) {
        for (String channel : channels.names()) {
            ChannelAttempt attempt = attempts.computeIfAbsent(channel, name -> new ChannelAttempt(now));
            if (attempt.messageId == null && !now.isBefore(attempt.notBefore)) {
                send(channel, attempt, MessageContent.of(text), now);
            }
            if (attempt.messageId != null || now.isBefore(attempt.firstAt.plus(failoverAfter))) {
                return;
            }
        }
    }

    private void send(String channel, ChannelAttempt attempt, MessageContent content, Instant now) {
        MessageContent told = attempt.perhapsAgain ? content.perhapsAgain() : content;
        switch (channels.send(OutboundMessage.of(channel, "unstored", told))) {
            case Delivered(String messageId) -> attempt.messageId = messageId;
            case RateLimited(Duration retryAfter) -> attempt.notBefore = now.plus(retryAfter);
            case NotDelivered failed ->
                attempt.notBefore = now.plus(failed.permanent() ? AFTER_PERMANENT : AFTER_FAILURE);
            case Missing _ -> attempt.notBefore = now.plus(AFTER_FAILURE);
            case Unconfirmed _ -> {
                attempt.perhapsAgain = true;
                attempt.notBefore = now.plus(AFTER_FAILURE);
            }
        }
    }

    /** Whether any channel has delivered it. */
    public boolean delivered() {
        return !deliveredBy().isEmpty();
    }

    Collection<String> deliveredBy() {
        return attempts.entrySet().stream()
                .filter(attempt -> attempt.getValue().messageId != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By channel. */
    Map<String, ChannelAttempt> attempts() {
        return attempts;
    }
}
