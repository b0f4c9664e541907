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
    public SendOutcome tell(OutboundMessage outbound) {
        String headline = outbound.content().headline();
        if (headline.equals(outbound.messageId())) {
            log.debug("{}", outbound.content().text());
        } else {
            log.warn("{}", outbound.content().text());
        }
        return new Delivered(headline);
    }
}
