package org.resultsrelay.intake;

import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;

/** A body over its limit, with its beginning, which is all that was read. */
final class BodyTooLarge extends Problem {

    private final byte[] head;

    BodyTooLarge(int limit, byte[] head) {
        super(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "Body too large", explain(limit));
        this.head = head;
    }

    byte[] head() {
        return head;
    }

    private static String explain(int limit) {
        return limit == BodyReader.ARRAY_LIMIT
                ? "A body may have at most 1 MiB (1048576 bytes). Send the events in smaller arrays."
                : "A single event may have at most 256 KiB (262144 bytes). Send only the fields the relay knows.";
    }
}
