package org.resultsrelay.incidents.signs;

import java.time.Instant;

/** What relays have noticed, one or all of them together. */
record Sign(Name name, Instant since, Instant seenAt, long count, String error) {

    enum Name {
        KAFKA,
        ERRORS
    }
}
