package org.resultsrelay.incidents.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.trouble.UsualTraffic.Expected;

class UsualTrafficTests {

    private static final Instant SATURDAY_TEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Instant, Long> events = new HashMap<>();

    private UsualTraffic usual() {
        return new UsualTraffic(events, LONG_AGO, ZoneOffset.UTC);
    }

    private static Instant weeksBefore(int weeks) {
        return SATURDAY_TEN.minus(Duration.ofDays(7L * weeks));
    }

    private void fourWeeks(long first, long second, long third, long fourth) {
        events.put(weeksBefore(1), first);
        events.put(weeksBefore(2), second);
        events.put(weeksBefore(3), third);
        events.put(weeksBefore(4), fourth);
    }

    @Test
    void clocksThatAreChangedByHalfAnHourAreFollowed() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        ZonedDateTime ten = ZonedDateTime.of(2026, 4, 8, 10, 30, 0, 0, lordHowe); // three days after the change
        Map<Instant, Long> events = new HashMap<>();
        for (int week = 1; week <= UsualTraffic.WEEKS; week++) {
            for (int quarter = 0; quarter < 4; quarter++) {
                events.put(ten.minusWeeks(week).plusMinutes(15L * quarter).toInstant(), 5L);
            }
        }
        assertThat(new UsualTraffic(events, LONG_AGO, lordHowe).in(ten.toInstant()))
                .isEqualTo(20);
    }

    @Test
    void theMiddleOfFourWeeksIsUsual() {
        fourWeeks(20, 40, 30, 50);
        assertThat(usual().in(SATURDAY_TEN)).isEqualTo(30);
    }

    @Test
    void neitherAHolidayNorAMassTestMakesARule() {
        fourWeeks(0, 30, 30, 9_000);
        assertThat(usual().in(SATURDAY_TEN)).isEqualTo(30);
    }

    @Test
    void anotherDayOfTheWeekIsNotAskedFor() {
        fourWeeks(30, 30, 30, 30);
        assertThat(usual().in(SATURDAY_TEN.plus(Duration.ofDays(1)))).isZero();
        assertThat(usual().in(SATURDAY_TEN.plus(Duration.ofHours(1)))).isZero();
    }

    @Test
    void oneKnownWeekIsNotEnough() {
        events.put(weeksBefore(1), 30L);
        events.put(weeksBefore(2), 30L);
        assertThat(new UsualTraffic(events, weeksBefore(2), ZoneOffset.UTC).in(SATURDAY_TEN))
                .isEqualTo(30);
        assertThat(new UsualTraffic(events, weeksBefore(1), ZoneOffset.UTC).in(SATURDAY_TEN))
                .isZero();
    }

    /** The clocks of Amsterdam went back on 25 October 2026: ten o'clock is 08:00 UTC before and 09:00 after. */
    @Test
    void theHourIsThatOfPeoplesClocks() {
        Instant ten = Instant.parse("2026-10-31T09:00:00Z");
        for (String before : new String[] {"2026-10-24", "2026-10-17", "2026-10-10", "2026-10-03"}) {
            events.put(Instant.parse(before + "T08:00:00Z"), 30L);
        }
        assertThat(new UsualTraffic(events, LONG_AGO, ZoneId.of("Europe/Amsterdam")).in(ten))
                .isEqualTo(30);
        assertThat(usual().in(ten)).isZero();
    }

    /** In the night of 29 March 2026 there was no hour from two: what came was in the one from three. */
    @Test
    void anHourThatIsLeftOutIsTheNextOne() {
        for (String before : new String[] {"2026-03-29", "2026-03-22", "2026-03-15", "2026-03-08"}) {
            events.put(Instant.parse(before + "T01:00:00Z"), 30L);
        }
        Instant two = Instant.parse("2026-04-05T00:00:00Z");
        assertThat(new UsualTraffic(events, LONG_AGO, ZoneId.of("Europe/Amsterdam")).in(two))
                .isEqualTo(30);
    }

    @Test
    void partsOfHoursCountByTheirLength() {
        fourWeeks(60, 60, 60, 60);
        Expected expected =
                usual().between(SATURDAY_TEN.minus(Duration.ofHours(5)), SATURDAY_TEN.plus(Duration.ofMinutes(15)));
        assertThat(expected.events()).isCloseTo(15, within(1e-9));
        assertThat(expected.busy()).isEqualTo(Duration.ofMinutes(15));
        assertThat(expected.every()).isEqualTo(Duration.ofMinutes(1));
    }
}
