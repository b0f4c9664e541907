package org.resultsrelay.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells through the log, for a relay without a bot. A log cannot be edited: a new headline is written in full, while news
 * under the headline already written go to the debug level, so that a long outage is not a flood.
 */
class LogNotifier implements Notifier {

    private static final Logger log = LoggerFactory.getLogger(LogNotifier.class);

    @Override
    public String channel() {
        return "log";
    }

    @Override
    public Duration pace() {
        return Duration.ZERO;
    }

    @Override
    public Sent tell(@Nullable String messageId, String text) {
        String headline = text.lines().findFirst().orElse("");
        if (headline.equals(messageId)) {
            log.debug("{}", text);
        } else {
            log.warn("{}", text);
        }
        return new Delivered(headline);
    }
}
