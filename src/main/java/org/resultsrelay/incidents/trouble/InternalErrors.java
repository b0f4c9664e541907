package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.number;

import java.time.Instant;
import org.resultsrelay.text.Words;

/** Internal errors, of all relays together. */
public record InternalErrors(Instant since, Instant seen, long occurrences, String error) implements Trouble {

    static final Closing CLOSING =
            new Closing("{subject} has no more internal errors", "Errors: {number}.\nLast error: {error}");

    @Override
    public TroubleKind kind() {
        return TroubleKind.ERRORS;
    }

    @Override
    public String subject() {
        return "The relay";
    }

    @Override
    public Opening opening(long most, Words words) {
        return new Opening(
                "🟠 The relay has internal errors",
                "Errors so far: " + number(most) + ", the last at " + words.hour(seen) + "\nLast error: " + error,
                "it keeps running, and tries again what can be tried again.",
                "read the relay's log at that time (level ERROR), and report the defect with what it says.");
    }
}
