package org.resultsrelay.notify.webhook;

import java.net.http.HttpRequest;
import org.resultsrelay.notify.OutboundMessage;

/** How a receiver wants to be written to. */
interface Dialect {

    /** Names what this letter shows: where that stands already, nothing is sent. */
    String name(OutboundMessage outbound);

    /** Whether the receiver can bring a message that it has to a newer text. */
    boolean edits();

    /** Fills in the body and the headers that go with it. */
    HttpRequest.Builder write(OutboundMessage outbound, HttpRequest.Builder request);
}
