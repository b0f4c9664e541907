package org.resultsrelay.notify;

import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one destination. {@code messageId}: it stands there already, and is to be edited;
 * {@code answers}: the message it replies to.
 */
public record Letter(
        String destination,
        String key,
        int revision,
        Content content,
        @Nullable String messageId,
        @Nullable String answers) {

    /** A new message that answers none. */
    public static Letter of(String destination, String key, Content content) {
        return new Letter(destination, key, 1, content, null, null);
    }

    public Letter inPlaceOf(@Nullable String standing) {
        return new Letter(destination, key, revision, content, standing, answers);
    }
}
