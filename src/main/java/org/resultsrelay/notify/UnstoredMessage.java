package org.resultsrelay.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.Unconfirmed;

/**
 * A message that cannot be stored, because what it tells of is that the database is away. It lives in memory until
 * {@link Notifications#post(Notification, UnstoredMessage)} hands it over to the database. For one thread.
 */
public final class UnstoredMessage {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration AFTER_PERMANENT = Duration.ofMinutes(10);

    private final Channels channels;
    private final Duration escalateAfter;
    private final Map<String, String> messageIds = new HashMap<>();
    private final Map<String, Instant> notBefore = new HashMap<>();
    private final Map<String, Instant> failingSince = new HashMap<>();

    UnstoredMessage(Channels channels, Duration escalateAfter) {
        this.channels = channels;
        this.escalateAfter = escalateAfter;
    }

    /** Tells the first channel; where that has failed for long enough, the next one too. A channel that has it is left alone. */
    public void tell(String text, Instant now) {
        for (Notifier notifier : channels.all()) {
            String channel = notifier.channel();
            if (messageIds.containsKey(channel)) {
                return;
            }
            if (!now.isBefore(notBefore.getOrDefault(channel, now))) {
                tell(notifier, text, now);
            }
            if (now.isBefore(failingSince.getOrDefault(channel, now).plus(escalateAfter))) {
                return;
            }
        }
    }

    private void tell(Notifier notifier, String text, Instant now) {
        String channel = notifier.channel();
        failingSince.putIfAbsent(channel, now);
        switch (channels.tell(notifier, OutboundMessage.of(channel, "unstored", MessageContent.of(text)))) {
            case Delivered(String messageId) -> messageIds.put(channel, messageId);
            case RateLimited(Duration retryAfter) -> notBefore.put(channel, now.plus(retryAfter));
            case NotDelivered failed ->
                notBefore.put(channel, now.plus(failed.permanent() ? AFTER_PERMANENT : AFTER_FAILURE));
            case Unconfirmed _, Missing _ -> notBefore.put(channel, now.plus(AFTER_FAILURE));
        }
    }

    /** Whether any channel has got it. */
    public boolean delivered() {
        return !messageIds.isEmpty();
    }

    /** When this channel was first asked to tell it. */
    Instant toldSince(String channel) {
        return failingSince.getOrDefault(channel, Instant.EPOCH);
    }

    Map<String, String> messageIds() {
        return messageIds;
    }
}
