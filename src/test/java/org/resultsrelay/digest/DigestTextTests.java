package org.resultsrelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.statistics.QuarterHour;
import org.resultsrelay.support.ApprovedTexts;
import org.resultsrelay.text.Words;

class DigestTextTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    private static final Words WORDS = new Words(ZoneId.of("UTC"));

    private static String text(List<QuarterHour> hours, Instant... open) {
        return DigestText.of(
                DAY,
                ClientDay.of(hours, id -> id == 1 ? "Acme Ltd" : "Client " + id),
                DigestText.open(List.of(open), WORDS));
    }

    /** Trouble is named first. */
    @Test
    void theTextsAreTheApprovedOnes() {
        String day = text(
                List.of(
                        new QuarterHour(2, TEN, 40_000, 0, 40_000, 0, 0),
                        new QuarterHour(1, TEN, 8_000, 15, 8_120, 10, 2),
                        new QuarterHour(1, TEN.plusSeconds(3600), 100, 0, 0, 2, 1)),
                TEN,
                TEN.plusSeconds(60),
                TEN.plusSeconds(120));
        ApprovedTexts.assertApproved(
                "digest",
                "=== a day\n" + day + "\n\n=== a day of nothing\n" + text(List.of())
                        + "\n\n=== a day of nothing, in trouble\n" + text(List.of(), TEN));
    }

    @Test
    void manyClientsAreSummedUp() {
        List<QuarterHour> hours = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            hours.add(new QuarterHour(id, TEN, 100, 0, 100, 0, 0));
        }
        String text = text(hours);
        assertThat(text.lines()).hasSize(12);
        assertThat(text.lines().toList().getLast()).isEqualTo("12 other clients: 1,200 relayed");
    }

    @Test
    void longNamesStillFitUnderAPicture() {
        List<QuarterHour> hours = new ArrayList<>();
        for (int id = 1; id <= 1_000; id++) {
            hours.add(new QuarterHour(id, TEN, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000));
        }
        String text = DigestText.of(DAY, ClientDay.of(hours, id -> "😀".repeat(250)), "No incident is open.");
        assertThat(text.length()).isBetween(800, 1_000);
        assertThat(text.lines().toList().getLast()).contains("other clients: ");
        assertThat(text).doesNotContain("\uD83D…");
    }
}
