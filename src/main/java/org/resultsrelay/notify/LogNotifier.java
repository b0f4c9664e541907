package org.resultsrelay.notify;

import java.util.List;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log, for a relay without any channel. It cannot edit, so a long outage does not flood the log. */
class LogNotifier implements Notifier {

    private static final Logger log = LoggerFactory.getLogger(LogNotifier.class);

    @Override
    public String channel() {
        return "log";
    }

    @Override
    public List<Throttle> throttles(String destination) {
        return List.of();
    }

    @Override
    public boolean edits() {
        return false;
    }

    @Override
    public SendOutcome send(OutboundMessage outbound) {
        log.warn("{}", outbound.content().text());
        return new Delivered(outbound.key());
    }
}
