package org.resultsrelay.demo.platform;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.platform.Course.Kind;

/** Marks the playing users' tests; who is good at one test tends to be good at the next. */
final class Examiner {

    private static final Duration LATE_BY = Duration.ofHours(1);

    private final Random random;
    private final Clock clock;
    private final String run;
    private final double[] abilities;
    private int events;
    private Instant last = Instant.EPOCH;

    /** @param run is in the ids of users and events, so that they are new even on the data of an earlier play */
    Examiner(Random random, int users, Clock clock, String run) {
        this.random = random;
        this.clock = clock;
        this.run = run;
        this.abilities = random.doubles(users).map(luck -> 0.55 + 0.35 * luck).toArray();
    }

    Event firstAttempt(int user, Course course) {
        boolean provisional = course.kind == Kind.MARKED_BY_A_PERSON;
        return event(
                String.format(Locale.ROOT, "u-%02d.%s", user, run),
                course,
                numbered(course, 1),
                share(user, course),
                provisional);
    }

    /** The final result of what was provisional. */
    Event marked(Event provisional) {
        return onceMore(provisional, provisional.result().attempt(), shareOf(provisional) + noise(0.05));
    }

    /** Another score for the same attempt. */
    Event regraded(Event known) {
        return onceMore(known, known.result().attempt(), shareOf(known) + noise(0.08));
    }

    /** A further attempt, a little better as a rule. */
    Event retaken(Event known) {
        Integer attempt = known.result().attempt();
        return onceMore(known, attempt == null ? null : attempt + 1, shareOf(known) + 0.08 + noise(0.08));
    }

    /** News of the attempt from before what is known of it. */
    Event lateNews(Event known) {
        Event late = onceMore(known, known.result().attempt(), shareOf(known) + noise(0.2));
        return Event.of(
                late.eventId(), known.occurredAt().minus(LATE_BY), late.user().id(), late.result());
    }

    private Event onceMore(Event known, @Nullable Integer attempt, double share) {
        return event(known.user().id(), Course.of(known.result().testId()), attempt, share, false);
    }

    private Event event(String user, Course course, @Nullable Integer attempt, double share, boolean provisional) {
        Instant now = strictlyLater();
        BigDecimal score = course.score(share);
        Event.Result result = new Event.Result(
                course.id(),
                course.title,
                attempt,
                score,
                course.maxScore,
                course.passed(score),
                provisional ? "provisional" : "final",
                now.minusSeconds(1L + random.nextInt(90)));
        return Event.of(String.format(Locale.ROOT, "%s-%05d", run, ++events), now, user, result);
    }

    /** Two events never share their time, so that nobody has to guess which is newer. */
    private Instant strictlyLater() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    private double share(int user, Course course) {
        return abilities[user - 1] + course.ease + noise(0.10);
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

    private static @Nullable Integer numbered(Course course, int attempt) {
        return course.kind == Kind.QUIZ ? null : attempt;
    }
}
