package org.resultsrelay.digest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resultsrelay.tally.Hour;

/** A day's hours, one bar each: 23 or 25 when the clocks are changed. */
record Bars(List<Bar> bars) {

    /** What was relayed in an hour of the day, in time and late, and what was refused. */
    record Bar(int hour, long inTime, long late, long refused) {

        long total() {
            return inTime + late + refused;
        }
    }

    static Bars of(List<Hour> hours, Instant from, Instant to, ZoneId zone) {
        Map<Instant, List<Hour>> byHour = hours.stream().collect(Collectors.groupingBy(Hour::hour));
        return new Bars(Stream.iterate(from, hour -> hour.isBefore(to), hour -> hour.plus(1, ChronoUnit.HOURS))
                .map(hour -> bar(
                        hour.atZone(zone).getHour(),
                        byHour.getOrDefault(hour.truncatedTo(ChronoUnit.HOURS), List.of())))
                .toList());
    }

    private static Bar bar(int hour, List<Hour> clients) {
        long late = clients.stream().mapToLong(Hour::late).sum();
        return new Bar(
                hour,
                clients.stream().mapToLong(Hour::relayed).sum() - late,
                late,
                clients.stream().mapToLong(Hour::refusedOut).sum());
    }

    long highest() {
        return bars.stream().mapToLong(Bar::total).max().orElse(0);
    }
}
