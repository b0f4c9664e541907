package org.resultsrelay.notify.webhook;

import java.net.http.HttpRequest;
import org.resultsrelay.notify.Letter;

/** How a receiver wants to be written to. */
interface Dialect {

    /** Names what this letter shows: where that stands already, nothing is sent. */
    String name(Letter letter);

    /** Whether the receiver can bring a message that it has to a newer text. */
    boolean edits();

    /** Fills in the body and the headers that go with it. */
    HttpRequest.Builder write(Letter letter, HttpRequest.Builder request);
}
