package org.resultsrelay.digest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.statistics.QuarterHour;

/** A day's hours on people's clocks, one bar each: 23 or 25 when the clocks are changed, or one of half an hour. */
record Bars(List<Bar> bars) {

    /** What was relayed in an hour of the day, in time and late, and what was refused. */
    record Bar(int hour, long inTime, long late, long refused) {

        long total() {
            return inTime + late + refused;
        }
    }

    static Bars of(List<QuarterHour> counted, Instant from, Instant to, ZoneId zone) {
        Map<OffsetDateTime, List<QuarterHour>> byHour = new LinkedHashMap<>();
        for (Instant time = from; time.isBefore(to); time = time.plus(QuarterHour.LENGTH)) {
            byHour.putIfAbsent(hourOf(time, zone), new ArrayList<>());
        }
        counted.forEach(part -> byHour.computeIfAbsent(hourOf(part.start(), zone), hour -> new ArrayList<>())
                .add(part));
        return new Bars(byHour.entrySet().stream()
                .map(hour -> bar(hour.getKey().getHour(), hour.getValue()))
                .toList());
    }

    /** With its offset: an hour that the clocks go through twice is two. */
    private static OffsetDateTime hourOf(Instant time, ZoneId zone) {
        return time.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.HOURS);
    }

    private static Bar bar(int hour, List<QuarterHour> counted) {
        long late = counted.stream().mapToLong(QuarterHour::late).sum();
        return new Bar(
                hour,
                counted.stream().mapToLong(QuarterHour::relayed).sum() - late,
                late,
                counted.stream().mapToLong(QuarterHour::refusedOut).sum());
    }

    long highest() {
        return bars.stream().mapToLong(Bar::total).max().orElse(0);
    }
}
