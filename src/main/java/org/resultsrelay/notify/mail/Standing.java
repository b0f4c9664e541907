package org.resultsrelay.notify.mail;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Letter;

/** What an e-mail that was sent is remembered by: its {@code Message-ID}, and the headline it came with. */
record Standing(String id, String headline) {

    /** The same revision sent again has the same id, by which mail programs know it. */
    static Standing of(Letter letter, String from) {
        String key = letter.key().replaceAll("[^A-Za-z0-9-]", ".");
        return new Standing(
                "<" + key + ".r" + letter.revision() + "." + from + ">",
                letter.content().headline());
    }

    static @Nullable Standing read(@Nullable String messageId) {
        int space = messageId == null ? -1 : messageId.indexOf(' ');
        return messageId == null || space < 0
                ? null
                : new Standing(messageId.substring(0, space), messageId.substring(space + 1));
    }

    String messageId() {
        return id + " " + headline;
    }
}
