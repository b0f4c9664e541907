package org.resultsrelay.incidents.trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.resultsrelay.statistics.QuarterHour;

/**
 * What a platform usually sends in an hour of the week, in local time: the median of the last four weeks, the lower one
 * of two, so that neither a holiday nor a mass test counts as usual. {@code events} counts by the start of a quarter of
 * an hour; {@code first} is when the platform was first heard.
 */
record UsualTraffic(Map<Instant, Long> events, Instant first, ZoneId zone) {

    static final int WEEKS = 4;
    private static final int ENOUGH_WEEKS = 2;

    /** How many events are usual in a time, and how much of that time lies in hours with any usual events. */
    record Expected(double events, Duration busy) {

        /** The usual time between two events. */
        Duration every() {
            return events > 0 ? Duration.ofMillis((long) (busy.toMillis() / events)) : busy;
        }
    }

    Expected between(Instant from, Instant to) {
        double sum = 0;
        Duration busy = Duration.ZERO;
        for (Instant hour = from.truncatedTo(ChronoUnit.HOURS);
                hour.isBefore(to);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            long usual = in(hour);
            if (usual > 0) {
                Duration part = Duration.between(later(hour, from), earlier(hour.plus(1, ChronoUnit.HOURS), to));
                sum += usual * (double) part.toMillis() / Duration.ofHours(1).toMillis();
                busy = busy.plus(part);
            }
        }
        return new Expected(sum, busy);
    }

    /** 0 if too little is known. */
    long in(Instant hour) {
        List<Long> known = IntStream.rangeClosed(1, WEEKS)
                .mapToObj(week -> hour.atZone(zone).minusWeeks(week).toInstant())
                .filter(before -> !before.isBefore(first.truncatedTo(ChronoUnit.HOURS)))
                .map(this::inHourFrom)
                .sorted()
                .toList();
        return known.size() < ENOUGH_WEEKS ? 0 : known.get((known.size() - 1) / 2);
    }

    /** By quarters, because clocks may have changed by less than an hour since. */
    private long inHourFrom(Instant start) {
        return Stream.iterate(start, quarter -> quarter.plus(QuarterHour.LENGTH))
                .limit(Duration.ofHours(1).dividedBy(QuarterHour.LENGTH))
                .mapToLong(quarter -> events.getOrDefault(quarter, 0L))
                .sum();
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
