package org.resultsrelay.intake.reading;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** One event of a request: its verdict, and where in the request's text it stands. */
public record Event(Verdict verdict, CharBuffer text, int from, int to) {

    /** The event's own bytes as they were sent. */
    public byte[] raw() {
        return text.subSequence(from, to).toString().getBytes(StandardCharsets.UTF_8);
    }
}
