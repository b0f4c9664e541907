package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;

/** The contract's own event, changed in one place, and what reading it came to. */
final class Sample {

    static final String EVENT = """
            {"event_id": "e-1", "type": "test.completed", "occurred_at": "2026-11-21T10:00:00Z",
             "user": {"id": "u-17"},
             "result": {"test_id": "t-9", "test_name": "Negotiation basics", "attempt": 1, "score": 17, "max_score": 20,
                        "passed": true, "status": "final", "completed_at": "2026-11-21T09:59:58Z"}}
            """;

    /** A minute after the event. */
    static final Instant NOW = Instant.parse("2026-11-21T10:01:00Z");

    private Sample() {}

    /** The event with this text in place of that; both as they stand in the JSON. */
    static String with(String place, String text) {
        assertThat(EVENT).containsOnlyOnce(place);
        return EVENT.replace(place, text);
    }

    static Webhook read(String body) {
        return WebhookReader.read(body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    static Submission submission(String event) {
        assertThat(errors(event)).isEmpty();
        return ((Verdict.Valid) read(event).events().getFirst().verdict()).submission();
    }

    static List<FieldError> errors(String event) {
        return errors(read(event).events().getFirst());
    }

    static List<FieldError> errors(Event event) {
        return event.verdict() instanceof Verdict.Invalid invalid ? invalid.errors() : List.of();
    }

    /** Asserts that this and nothing else is wrong with the event. */
    static void assertOnlyError(String event, String field, String message) {
        assertThat(errors(event)).containsExactly(new FieldError(field, message));
    }
}
