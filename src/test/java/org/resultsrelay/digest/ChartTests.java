package org.resultsrelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.digest.Bars.Bar;
import org.resultsrelay.statistics.QuarterHour;

class ChartTests {

    private static final int BLUE = 0xFF2F7FBF;
    private static final int AMBER = 0xFFF2A33A;
    private static final int RED = 0xFFD64545;

    @Test
    void aFewLateOnesAmongThousandsAreSeen() throws IOException {
        List<Bar> bars = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            int busy = hour < 6 ? 40 : 2_000 + 900 * Math.abs(12 - Math.abs(hour - 15));
            bars.add(new Bar(hour, busy, hour == 14 ? 12 : 0, hour == 15 ? 1_500 : 0));
        }
        byte[] png = Chart.of(new Bars(bars)).png();
        Files.write(Path.of("target", "chart.png"), png); // to be looked at
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getHeight()).isEqualTo(480);
        assertThat(coloursBelow(image, 80)).contains(BLUE, AMBER, RED, 0xFFFFFFFF);
        assertThat(png.length).isLessThan(64 * 1024);
    }

    @Test
    void aDayWithoutAnythingIsDrawnToo() throws IOException {
        byte[] png = Chart.of(new Bars(List.of(new Bar(0, 0, 0, 0)))).png();
        assertThat(coloursBelow(ImageIO.read(new ByteArrayInputStream(png)), 80))
                .contains(0xFFFFFFFF)
                .doesNotContain(BLUE, AMBER, RED);
    }

    private static Set<Integer> coloursBelow(BufferedImage image, int legend) {
        Set<Integer> colours = new HashSet<>();
        for (int y = legend; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 23", "2026-10-25, 25", "2026-11-20, 24"})
    void everyHourOfADayHasItsBar(LocalDate day, int hours) {
        ZoneId amsterdam = ZoneId.of("Europe/Amsterdam");
        Instant from = day.atStartOfDay(amsterdam).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(amsterdam).toInstant();
        Bars bars = Bars.of(
                List.of(new QuarterHour(1, from, 0, 0, 5, 2, 1), new QuarterHour(2, from, 0, 0, 5, 0, 0)),
                from,
                to,
                amsterdam);
        assertThat(bars.bars()).hasSize(hours);
        assertThat(bars.bars().getFirst()).isEqualTo(new Bar(0, 8, 2, 1));
        assertThat(bars.bars().getLast()).isEqualTo(new Bar(23, 0, 0, 0));
    }

    /** How long each bar of the day is, as its own clocks say: each quarter-hour counts one. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 2026-11-20, 24, 0:4 1:4 23:4",
        "Asia/Kathmandu, 2026-11-20, 24, 0:4 1:4 23:4",
        "Australia/Lord_Howe, 2026-04-05, 25, 0:4 1:4 1:2 2:4 23:4",
        "Australia/Lord_Howe, 2026-10-04, 24, 0:4 1:4 2:2 3:4 23:4",
        "Europe/Amsterdam, 2026-10-25, 25, 0:4 2:4 2:4 3:4 23:4"
    })
    void everyQuarterHourIsInTheHourOfPeoplesClocks(ZoneId zone, LocalDate day, int bars, String lengths) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<QuarterHour> counted = Stream.iterate(
                        from, time -> time.isBefore(to), time -> time.plus(QuarterHour.LENGTH))
                .map(time -> new QuarterHour(1, time, 0, 0, 1, 0, 0))
                .toList();
        List<String> shown = Bars.of(counted, from, to, zone).bars().stream()
                .map(bar -> bar.hour() + ":" + bar.inTime())
                .toList();
        assertThat(shown).hasSize(bars).containsSubsequence(lengths.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 1", "4, 4, 1", "5, 8, 2", "9, 12, 3", "13, 16, 4", "17, 20, 5", "21, 40, 10", "4001, 8000, 2k"})
    void theScaleEndsAtARoundNumber(long highest, long top, String firstLine) {
        assertThat(Scale.top(highest)).isEqualTo(top);
        assertThat(Scale.label(Scale.lines(top).get(1))).isEqualTo(firstLine);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1k", "1500, 1.5k", "2000000, 2M", "2500000, 2.5M"})
    void largeNumbersAreShort(long value, String label) {
        assertThat(Scale.label(value)).isEqualTo(label);
    }
}
