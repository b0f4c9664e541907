package org.resultsrelay.quarantine;

import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;

/** Why an item cannot be shown, replayed or discarded. */
final class QuarantineProblems {

    private QuarantineProblems() {}

    static Problem unknown(long id) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "not-in-quarantine",
                "Not in quarantine",
                "Nothing with the id " + id + " is in quarantine: it may have been removed when its retention ended"
                        + " (RELAY_QUARANTINE_RETENTION). GET /api/v1/quarantine lists what is there.");
    }

    static Problem cut(QuarantineItem item) {
        return new Problem(
                HttpStatus.CONFLICT,
                "content-cut",
                "Content was cut",
                item.length() == 0
                        ? "Its bytes were not kept, so it cannot be replayed; reason says why. Have its sender send it"
                                + " again, and discard this."
                        : "Only the first " + item.length()
                                + " bytes of it were kept, so it cannot be replayed. Have its sender send it"
                                + " again in smaller parts, and discard this.");
    }

    static Problem replayedBefore(QuarantineItem item) {
        return new Problem(
                HttpStatus.CONFLICT,
                "replayed-before",
                "Replayed before",
                "It was replayed at " + item.settledAt() + " (" + item.note() + "). There is nothing left to do.");
    }

    static Problem stillRefused(String reason) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "still-refused",
                "Still refused",
                "It stays in quarantine, since it still cannot be used: " + reason);
    }
}
