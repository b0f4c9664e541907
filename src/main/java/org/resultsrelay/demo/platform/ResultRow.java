package org.resultsrelay.demo.platform;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of a results file. It always becomes the same event, so that a second replay changes nothing. */
record ResultRow(String assessment, String student, int day, String score) {

    private static final Instant DAY_ZERO = Instant.parse("2024-09-01T12:00:00Z");
    private static final BigDecimal MAX_SCORE = BigDecimal.valueOf(100);
    private static final BigDecimal PASS_MARK = BigDecimal.valueOf(40);

    /** A row without a score becomes an event without one, which the relay refuses. */
    Event event() {
        Instant submitted = DAY_ZERO.plus(Duration.ofDays(day));
        BigDecimal points = points();
        Event.Result result = new Event.Result(
                assessment,
                "Assessment " + assessment,
                1,
                points,
                MAX_SCORE,
                points == null ? null : points.compareTo(PASS_MARK) >= 0,
                "final",
                submitted);
        return Event.of("oulad-%s-%s".formatted(assessment, student), submitted, student, result);
    }

    private @Nullable BigDecimal points() {
        try {
            return new BigDecimal(score);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
