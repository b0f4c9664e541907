package org.resultsrelay.incidents.trouble;

import java.time.Instant;
import org.resultsrelay.text.Words;

/** The database cannot be used. */
public record DatabaseUnavailable(Instant since, Instant seen, String error) implements Trouble {

    static final Closing CLOSING = new Closing("{subject} can be used again", "Last error: {error}");

    @Override
    public TroubleKind kind() {
        return TroubleKind.DATABASE;
    }

    @Override
    public String subject() {
        return "The database";
    }

    @Override
    public Opening opening(long occurrences, Words words) {
        return new Opening(
                "🔴 The database cannot be used",
                "Last error: " + error,
                "it asks every sender to send again later (503), and reconnects by itself. Nothing that it has accepted is lost.",
                "check that PostgreSQL runs and accepts writes, that its disk is not full, and that the relay can reach it.");
    }
}
