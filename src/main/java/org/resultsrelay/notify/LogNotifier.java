package org.resultsrelay.notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells through the log, for a relay without a bot. A log cannot be edited, and what would be an edit elsewhere is not written:
 * a long outage is not a flood, and what is over is told by its own message alone.
 */
class LogNotifier implements Notifier {

    private static final Logger log = LoggerFactory.getLogger(LogNotifier.class);

    @Override
    public String channel() {
        return "log";
    }

    @Override
    public Throttle throttle(String destination) {
        return Throttle.NONE;
    }

    @Override
    public boolean edits() {
        return false;
    }

    @Override
    public Sent tell(Letter letter) {
        String headline = letter.content().headline();
        if (headline.equals(letter.messageId())) {
            log.debug("{}", letter.content().text());
        } else {
            log.warn("{}", letter.content().text());
        }
        return new Delivered(headline);
    }
}
