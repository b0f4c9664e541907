package org.resultsrelay.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Failed;
import org.resultsrelay.notify.Notifier.Throttled;

/**
 * A message that cannot be stored, because what it tells of is that the database is away. It lives in memory until
 * {@link Notifications#post(Post, Unstored)} hands it over to the database. For one thread.
 */
public final class Unstored {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration AFTER_PERMANENT = Duration.ofMinutes(10);

    private final Channels channels;
    private final Map<String, String> messageIds = new HashMap<>();
    private final Map<String, Instant> notBefore = new HashMap<>();

    Unstored(Channels channels) {
        this.channels = channels;
    }

    /** Tells every channel that has not got the message yet and may be tried at this time. */
    public void tell(String text, Instant now) {
        channels.all().stream()
                .filter(notifier -> !messageIds.containsKey(notifier.channel()))
                .filter(notifier -> !now.isBefore(notBefore.getOrDefault(notifier.channel(), now)))
                .forEach(notifier -> tell(notifier, text, now));
    }

    private void tell(Notifier notifier, String text, Instant now) {
        switch (channels.tell(notifier, Letter.of(notifier.channel(), "unstored", Content.of(text)))) {
            case Delivered(String messageId) -> messageIds.put(notifier.channel(), messageId);
            case Throttled(Duration retryAfter) -> notBefore.put(notifier.channel(), now.plus(retryAfter));
            case Failed failed ->
                notBefore.put(notifier.channel(), now.plus(failed.permanent() ? AFTER_PERMANENT : AFTER_FAILURE));
        }
    }

    /** Whether any channel has got it. */
    public boolean delivered() {
        return !messageIds.isEmpty();
    }

    Map<String, String> messageIds() {
        return messageIds;
    }
}
