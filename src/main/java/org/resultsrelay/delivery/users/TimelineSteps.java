package org.resultsrelay.delivery.users;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.users.Timeline.PushAttempt;
import org.resultsrelay.delivery.users.Timeline.TimelineStep;
import org.resultsrelay.results.Result;

/** Describes what happened to a user in time order, from the webhook to the client's confirmation. */
final class TimelineSteps {

    /** Clocks that are not synchronised differ by this much. */
    private static final Duration USUAL_AHEAD = Duration.ofMinutes(5);

    private final String client;

    private TimelineSteps(String client) {
        this.client = client;
    }

    /** Steps of the same moment are added cause before effect, and sorting keeps this order. */
    static List<TimelineStep> of(String client, DeliveryState state, List<Result> stored, List<PushAttempt> attempts) {
        TimelineSteps steps = new TimelineSteps(client);
        return Stream.of(
                        stored.reversed().stream().map(TimelineSteps::received),
                        steps.wanted(state),
                        runs(attempts).stream().flatMap(steps::attempted))
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(TimelineStep::at))
                .toList();
    }

    private static TimelineStep received(Result result) {
        String says = "Event %s was received and stored: test %s, attempt %s, %s of %s points%s%s%s"
                .formatted(
                        result.eventId(),
                        result.testId(),
                        result.attempt(),
                        result.score().toPlainString(),
                        result.maxScore().toPlainString(),
                        result.provisional() ? ", provisional" : "",
                        result.stands() ? "" : " (a later event has replaced it)",
                        warning(result));
        return new TimelineStep(result.receivedAt(), TimelineStep.RECEIVED, says, null);
    }

    /** Shown for a replaced result too: the platform's clock is wrong. */
    private static String warning(Result result) {
        return Stream.of(
                        ahead("occurred_at", result.occurredAt(), result)
                                .map(says -> says + " and outranks every correction dated before it"),
                        ahead("completed_at", result.completedAt(), result))
                .flatMap(Optional::stream)
                .map(says -> ". " + says + ": check the platform's clock")
                .collect(Collectors.joining());
    }

    private static Optional<String> ahead(String field, @Nullable Instant time, Result result) {
        return Optional.ofNullable(time)
                .map(there -> Duration.between(result.receivedAt(), there))
                .filter(ahead -> ahead.compareTo(USUAL_AHEAD) > 0)
                .map(ahead -> "Its %s is %s min ahead of the relay's clock".formatted(field, ahead.toMinutes()));
    }

    private Stream<TimelineStep> wanted(DeliveryState state) {
        if (state.wanted() <= state.delivered()) {
            return Stream.empty();
        }
        String says = "Revision %s has been waiting to be sent to %s since then".formatted(state.wanted(), client);
        return Stream.of(new TimelineStep(state.wantedSince(), TimelineStep.WANTED, says, state.wanted()));
    }

    /**
     * Successive attempts of one revision that failed in the same way, as in a long outage. Any other attempt is a run
     * of one.
     */
    private record AttemptRun(PushAttempt first, PushAttempt last, int count) {

        private boolean goesOnWith(PushAttempt next) {
            return !next.outcome().equals("accepted")
                    && next.outcome().equals(last.outcome())
                    && Objects.equals(next.status(), last.status())
                    && next.epoch() == last.epoch()
                    && next.revision() == last.revision();
        }

        private String more() {
            return count == 1
                    ? ""
                    : " (and %s more like it, the last at %s)"
                            .formatted(count - 1, last.startedAt().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private static List<AttemptRun> runs(List<PushAttempt> newestFirst) {
        var runs = new ArrayList<AttemptRun>();
        for (PushAttempt attempt : newestFirst.reversed()) {
            if (!runs.isEmpty() && runs.getLast().goesOnWith(attempt)) {
                AttemptRun before = runs.removeLast();
                runs.add(new AttemptRun(before.first, attempt, before.count + 1));
            } else {
                runs.add(new AttemptRun(attempt, attempt, 1));
            }
        }
        return runs;
    }

    private Stream<TimelineStep> attempted(AttemptRun run) {
        PushAttempt attempt = run.first;
        boolean accepted = attempt.outcome().equals("accepted");
        String answer = accepted || attempt.answer() == null ? "" : PushOutcome.firstLine(attempt.answer());
        String says = "%s was sent revision %s: %s%s after %s ms%s%s"
                .formatted(
                        client,
                        attempt.revision(),
                        attempt.outcome(),
                        attempt.status() == null ? "" : " (" + attempt.status() + ")",
                        attempt.durationMs(),
                        answer.isEmpty() ? "" : ": " + answer,
                        run.more());
        TimelineStep sent = new TimelineStep(attempt.startedAt(), TimelineStep.ATTEMPTED, says, attempt.revision());
        if (!accepted) {
            return Stream.of(sent);
        }
        String confirmed = "%s has revision %s".formatted(client, attempt.revision());
        return Stream.of(
                sent,
                new TimelineStep(
                        attempt.startedAt().plusMillis(attempt.durationMs()),
                        TimelineStep.CONFIRMED,
                        confirmed,
                        attempt.revision()));
    }
}
