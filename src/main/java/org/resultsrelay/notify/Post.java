package org.resultsrelay.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator should be reading under a key. The messages of a {@code family} belong together: each is a reply to
 * the first that was delivered. {@code notBefore}: a new message waits until then, and what is posted meanwhile takes its place.
 */
public record Post(
        String key,
        String family,
        Content content,
        Urgency urgency,
        @Nullable Instant notBefore) {

    /** A message of its own, at once. */
    public static Post of(String key, Content content) {
        return new Post(key, key, content, Urgency.NEWS, null);
    }
}
