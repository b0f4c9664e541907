package org.resultsrelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.statistics.QuarterHour;
import org.resultsrelay.support.ApprovedTexts;
import org.resultsrelay.text.Words;

class DigestTextTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    private static final Words WORDS = new Words(ZoneId.of("UTC"));

    private static String text(List<QuarterHour> hours, Instant... open) {
        return text(hours, List.of(), ZoneId.of("UTC"), open);
    }

    private static String text(List<QuarterHour> hours, List<List<QuarterHour>> before, ZoneId zone, Instant... open) {
        return DigestText.text(
                DAY,
                hours,
                before,
                id -> id == 1 ? "Acme Ltd" : "Client " + id,
                DigestText.open(List.of(open), WORDS),
                zone);
    }

    private static QuarterHour relayed(long client, Instant at, long count) {
        return new QuarterHour(client, at, count, 0, count, 0, 0);
    }

    /** Trouble is named first. */
    @Test
    void theTextsAreTheApprovedOnes() {
        List<QuarterHour> day = List.of(
                new QuarterHour(2, TEN, 40_000, 0, 40_000, 0, 0),
                new QuarterHour(1, TEN, 8_000, 15, 8_120, 10, 2),
                new QuarterHour(1, TEN.plusSeconds(3600), 100, 0, 0, 2, 1));
        List<List<QuarterHour>> before = List.of(
                List.of(relayed(1, TEN, 7_900), relayed(2, TEN, 41_000), relayed(3, TEN, 300)),
                List.of(relayed(1, TEN, 7_000), relayed(2, TEN, 39_000), relayed(3, TEN, 310)),
                List.of(),
                List.of(relayed(1, TEN, 8_000)));
        Instant[] open = {TEN, TEN.plusSeconds(60), TEN.plusSeconds(120)};
        ApprovedTexts.assertApproved(
                "digest",
                "=== a day\n" + text(day, before, ZoneId.of("UTC"), open)
                        + "\n\n=== a day without earlier ones\n" + text(day)
                        + "\n\n=== a day of nothing\n" + text(List.of())
                        + "\n\n=== a day of nothing, in trouble\n" + text(List.of(), TEN));
    }

    @Test
    void aClientThatUsuallyHasMuchAndHadNothingIsNamed() {
        List<QuarterHour> usual = List.of(relayed(2, TEN, 500));
        String text = text(List.of(relayed(1, TEN, 100)), List.of(usual, usual), ZoneId.of("UTC"));
        assertThat(text.lines()).contains("Client 2: 0 relayed (usually 500)");
    }

    @Test
    void oneDayIsNotUsual() {
        String text = text(List.of(relayed(1, TEN, 100)), List.of(List.of(relayed(2, TEN, 500))), ZoneId.of("UTC"));
        assertThat(text).doesNotContain("usual", "Client 2");
    }

    /** A quarter-hour is in the hour of people's clocks, whatever these are ahead by. */
    @ParameterizedTest
    @CsvSource({"Europe/Amsterdam, 11:00", "Asia/Kolkata, 15:00", "Asia/Kathmandu, 15:00", "Australia/Lord_Howe, 21:00"
    })
    void theGreatestHourIsThatOfPeoplesClocks(ZoneId zone, String hour) {
        assertThat(text(List.of(relayed(1, TEN, 100)), List.of(), zone)).contains("100 relayed at " + hour);
    }

    @Test
    void manyClientsAreSummedUp() {
        List<QuarterHour> hours = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            hours.add(relayed(id, TEN, 100));
        }
        String text = text(hours);
        assertThat(text.lines()).hasSize(13);
        assertThat(text.lines().toList().getLast()).isEqualTo("12 other clients: 1,200 relayed");
    }

    /** Telegram takes 4,096 characters, escaped ones included. */
    @Test
    void longNamesStillFitIntoOneMessage() {
        List<QuarterHour> hours = new ArrayList<>();
        for (int id = 1; id <= 1_000; id++) {
            hours.add(new QuarterHour(id, TEN, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000));
        }
        for (String name : List.of("😀", "&")) {
            String text = DigestText.text(
                    DAY,
                    hours,
                    List.of(hours, hours),
                    id -> name.repeat(250),
                    "No incident is open.",
                    ZoneId.of("UTC"));
            assertThat(text.replace("&", "&amp;").length()).isBetween(1_000, 4_000);
            assertThat(text.lines().toList().getLast()).contains("other clients: ");
            assertThat(text).doesNotContain("\uD83D…");
        }
    }
}
