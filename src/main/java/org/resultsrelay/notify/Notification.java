package org.resultsrelay.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator should be reading under a key. The messages of a {@code family} belong together: each replies
 * to the first one delivered. {@code notBefore}: a new message waits until then, and what is posted meanwhile replaces
 * it.
 */
public record Notification(
        String key,
        String family,
        MessageContent content,
        Urgency urgency,
        @Nullable Instant notBefore) {

    /** A message of its own, sent at once. */
    public static Notification of(String key, MessageContent content) {
        return new Notification(key, key, content, Urgency.NEWS, null);
    }

    /** Which new message of a channel goes first; edits follow all of them. */
    public enum Urgency {
        NEWS(0),
        REPLY(1),
        CLOSING(2),
        REMINDER(3);

        private final int rank;

        Urgency(int rank) {
            this.rank = rank;
        }

        int rank() {
            return rank;
        }
    }
}
