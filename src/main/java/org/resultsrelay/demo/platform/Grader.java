package org.resultsrelay.demo.platform;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.platform.OnlineTest.Kind;

/** Makes up the results of the simulated users. Whoever is good at one test tends to be good at the next. */
final class Grader {

    private static final Duration OLDER_BY = Duration.ofHours(1);

    private final Random random;
    private final Clock clock;
    private final String run;
    private final double[] abilities;
    private int events;
    private Instant last = Instant.EPOCH;

    /** @param run becomes part of the ids of users and events, so that each run of the demo has new ones */
    Grader(Random random, int users, Clock clock, String run) {
        this.random = random;
        this.clock = clock;
        this.run = run;
        this.abilities = random.doubles(users).map(luck -> 0.55 + 0.35 * luck).toArray();
    }

    Event firstAttempt(int user, OnlineTest test) {
        boolean provisional = test.kind == Kind.MARKED_BY_A_PERSON;
        return event(
                String.format(Locale.ROOT, "u-%02d.%s", user, run),
                test,
                numbered(test, 1),
                share(user, test),
                provisional);
    }

    /** The final result that replaces a provisional one. */
    Event finalResult(Event provisional) {
        return again(provisional, provisional.result().attempt(), shareOf(provisional) + noise(0.05));
    }

    /** A corrected score of the same attempt. */
    Event regraded(Event known) {
        return again(known, known.result().attempt(), shareOf(known) + noise(0.08));
    }

    /** Another attempt, usually a little better. */
    Event retaken(Event known) {
        Integer attempt = known.result().attempt();
        return again(known, attempt == null ? null : attempt + 1, shareOf(known) + 0.08 + noise(0.08));
    }

    /** An event about the same attempt that is older than the known one but arrives later. */
    Event outdated(Event known) {
        Event event = again(known, known.result().attempt(), shareOf(known) + noise(0.2));
        return Event.of(
                event.eventId(),
                known.occurredAt().minus(OLDER_BY),
                event.user().id(),
                event.result());
    }

    private Event again(Event known, @Nullable Integer attempt, double share) {
        return event(known.user().id(), OnlineTest.of(known.result().testId()), attempt, share, false);
    }

    private Event event(String user, OnlineTest test, @Nullable Integer attempt, double share, boolean provisional) {
        Instant now = strictlyLater();
        BigDecimal score = test.score(share);
        Event.Result result = new Event.Result(
                test.id(),
                test.title,
                attempt,
                score,
                test.maxScore,
                test.passed(score),
                provisional ? "provisional" : "final",
                now.minusSeconds(1L + random.nextInt(90)));
        return Event.of(String.format(Locale.ROOT, "%s-%05d", run, ++events), now, user, result);
    }

    /** No two events have the same time, so that it is always clear which one is newer. */
    private Instant strictlyLater() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    private double share(int user, OnlineTest test) {
        return abilities[user - 1] + test.ease + noise(0.10);
    }

    private double noise(double deviation) {
        return deviation * random.nextGaussian();
    }

    private static double shareOf(Event event) {
        BigDecimal score = event.result().score();
        return score == null
                ? 0
                : score.doubleValue() / event.result().maxScore().doubleValue();
    }

    private static @Nullable Integer numbered(OnlineTest test, int attempt) {
        return test.kind == Kind.QUIZ ? null : attempt;
    }
}
