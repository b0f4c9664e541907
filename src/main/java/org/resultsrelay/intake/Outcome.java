package org.resultsrelay.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.intake.reading.Event;
import org.resultsrelay.intake.reading.Verdict;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Receipt;

/** The outcome of one event, as its sender is told. */
record Outcome(Event event, @Nullable String eventId, Kind kind, List<FieldError> errors) {

    private static final List<FieldError> OTHER_CONTENT = List.of(new FieldError(
            "event_id", "was used before for an event with other content: give every event an id of its own"));

    enum Kind {
        ACCEPTED("accepted"),
        DUPLICATE("duplicate"),
        REJECTED("rejected"),
        CONFLICT("rejected");

        /** The word in the answer. */
        final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    static Outcome stored(Event event, String eventId, Receipt receipt) {
        return switch (receipt) {
            case ACCEPTED -> new Outcome(event, eventId, Kind.ACCEPTED, List.of());
            case DUPLICATE -> new Outcome(event, eventId, Kind.DUPLICATE, List.of());
            case CONFLICT -> new Outcome(event, eventId, Kind.CONFLICT, OTHER_CONTENT);
        };
    }

    static Outcome refused(Event event, Verdict.Invalid verdict) {
        return new Outcome(event, verdict.eventId(), Kind.REJECTED, verdict.errors());
    }

    boolean isRefusal() {
        return !errors.isEmpty();
    }

    /** All that is wrong, in one sentence for people who look into the quarantine. */
    String reason() {
        return String.join(
                "; ",
                errors.stream()
                        .map(error -> error.field() + " " + error.message())
                        .toList());
    }
}
