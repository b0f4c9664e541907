package org.resultsrelay.incidents.trouble;

import java.time.Instant;
import org.resultsrelay.text.Words;

/** Kafka cannot be used by at least one relay. */
public record KafkaUnavailable(Instant since, Instant seen, String error) implements Trouble {

    static final Closing CLOSING = new Closing("{subject} can be used again", "Last error: {error}");

    @Override
    public TroubleKind kind() {
        return TroubleKind.KAFKA;
    }

    @Override
    public String subject() {
        return "Kafka";
    }

    @Override
    public Opening opening(long occurrences, Words words) {
        return new Opening(
                "🟠 Kafka cannot be used",
                "Last error: " + error,
                "it accepts and sends everything, up to a second later than usual, and reconnects by itself.",
                "check that Kafka runs, that its disk is not full, and that the relay can reach it.");
    }
}
