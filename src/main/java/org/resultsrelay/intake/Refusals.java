package org.resultsrelay.intake;

import java.time.Duration;
import org.resultsrelay.intake.reading.Unreadable;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;

/** The problems that answer a request with one event, or with none that can be found. */
final class Refusals {

    private Refusals() {}

    static Problem of(Unreadable body) {
        return new Problem(HttpStatus.BAD_REQUEST, body.slug(), body.title(), body.message());
    }

    static Problem of(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.CONFLICT
                ? new Problem(
                        HttpStatus.CONFLICT,
                        "event-conflict",
                        "Event id used before",
                        "This event_id belongs to an event with other content, which still counts. Nothing was changed.",
                        outcome.errors())
                : new Problem(
                        HttpStatus.BAD_REQUEST,
                        "invalid-event",
                        "Invalid event",
                        "Fix the fields named in errors and send the event again.",
                        outcome.errors());
    }

    static Problem overloaded() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "Overloaded",
                        "More is waiting to be stored than the relay can hold. Nothing of this request was stored:"
                                + " send it again after the time in Retry-After.")
                .retryAfter(Duration.ofSeconds(2));
    }
}
