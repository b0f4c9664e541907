package org.resultsrelay.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Formats times, durations and numbers for people. */
@Component
public class Words {

    private final DateTimeFormatter day;
    private final DateTimeFormatter hour;
    private final DateTimeFormatter minute;

    @Autowired
    Words(TextProperties properties) {
        this(properties.timeZone());
    }

    public Words(ZoneId zone) {
        this.day = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH)
                .withZone(zone);
        this.minute = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(zone);
        this.hour = DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH).withZone(zone);
    }

    public String day(Instant time) {
        return day.format(time);
    }

    public String hour(Instant time) {
        return hour.format(time);
    }

    /** For a time so near that the day is clear: {@code 10:42}. */
    public String minute(Instant time) {
        return minute.format(time);
    }

    /** The two largest units: {@code 2 hours 5 minutes}, {@code 45 seconds}. */
    public static String lasting(Duration duration) {
        if (duration.toDays() > 0) {
            return pair(duration.toDays(), "day", duration.toHoursPart(), "hour");
        }
        if (duration.toHours() > 0) {
            return pair(duration.toHours(), "hour", duration.toMinutesPart(), "minute");
        }
        if (duration.toMinutes() > 0) {
            return pair(duration.toMinutes(), "minute", duration.toSecondsPart(), "second");
        }
        return duration.toSeconds() > 0 ? count(duration.toSeconds(), "second") : "less than a second";
    }

    private static String pair(long great, String unit, long small, String smallUnit) {
        return small == 0 ? count(great, unit) : count(great, unit) + " " + count(small, smallUnit);
    }

    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
