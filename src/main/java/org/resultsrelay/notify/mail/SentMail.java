package org.resultsrelay.notify.mail;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.OutboundMessage;

/** What an e-mail that was sent is remembered by: its {@code Message-ID}, and the headline it came with. */
record SentMail(String id, String headline) {

    /** The same revision sent again has the same id, by which mail programs know it. */
    static SentMail of(OutboundMessage outbound, String from) {
        String key = outbound.key().replaceAll("[^A-Za-z0-9-]", ".");
        return new SentMail(
                "<" + key + ".r" + outbound.revision() + "." + from + ">",
                outbound.content().headline());
    }

    static @Nullable SentMail read(@Nullable String messageId) {
        int space = messageId == null ? -1 : messageId.indexOf(' ');
        return messageId == null || space < 0
                ? null
                : new SentMail(messageId.substring(0, space), messageId.substring(space + 1));
    }

    String messageId() {
        return id + " " + headline;
    }
}
