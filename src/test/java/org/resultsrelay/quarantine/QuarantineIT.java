package org.resultsrelay.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.database.LongStatements;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

@RelayTest
class QuarantineIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    LongStatements longOnes;

    @Autowired
    PlatformTransactionManager transactions;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final String source = "test " + UUID.randomUUID();
    private final SettableClock clock = new SettableClock(NOON);

    Quarantine quarantine;

    @BeforeEach
    void open() {
        quarantine = with(DataSize.ofMegabytes(1));
    }

    @Test
    void nothingKeptIsNothingFound() {
        quarantine.keep(List.of());
        assertThat(found(NOON)).isEmpty();
    }

    @Test
    void theSameContentIsOneRowAndCounted() {
        quarantine.keep(List.of(kept(1L, "a", "first"), kept(1L, "b", "other"), kept(1L, "a", "second")));
        clock.advance(Duration.ofMinutes(1));
        quarantine.keep(List.of(kept(1L, "a", "third")));

        assertThat(jdbc.queryForList("select count from quarantine where source = ? order by id", Long.class, source))
                .containsExactlyInAnyOrder(3L, 1L);
        assertThat(found(NOON)).containsExactly(new Malformed(source, 1L, 4, NOON, NOON.plusSeconds(60), "third"));
    }

    @Test
    void sendersAreToldApartAndTheUnknownOneIsOne() {
        quarantine.keep(List.of(kept(null, "a", "r"), kept(1L, "a", "r"), kept(2L, "a", "r")));
        quarantine.keep(List.of(kept(null, "a", "r")));

        assertThat(found(NOON)).extracting(Malformed::clientId).containsExactly(null, 1L, 2L);
        assertThat(found(NOON)).extracting(Malformed::count).containsExactly(2L, 1L, 1L);
        assertThat(quarantine.count(source, null, NOON)).isEqualTo(2);
        assertThat(quarantine.count(source, 2L, NOON)).isEqualTo(1);
        assertThat(quarantine.count(source, 2L, NOON.plusNanos(1_000))).isZero();
    }

    @Test
    void whatHasStoppedIsNoLongerFound() {
        quarantine.keep(List.of(kept(1L, "a", "r")));

        assertThat(found(NOON)).hasSize(1);
        assertThat(found(NOON.plusNanos(1_000))).isEmpty();
    }

    @Test
    void contentIsCutButToldApartByAllOfIt() {
        String long1 = "x".repeat(300 * 1024) + "1";
        String long2 = "x".repeat(300 * 1024) + "2";
        quarantine.keep(List.of(kept(1L, long1, "r"), kept(1L, long2, "r")));

        assertThat(jdbc.queryForList("select length(content) from quarantine where source = ?", Integer.class, source))
                .containsExactly(256 * 1024, 256 * 1024);
    }

    @Test
    void anyBytesAndAnyReasonAreKept() {
        byte[] every = new byte[256];
        IntStream.range(0, 256).forEach(i -> every[i] = (byte) i);
        quarantine.keep(List.of(new QuarantinedInput(source, 1L, every, "nul \0 and 😀")));

        assertThat(jdbc.queryForObject("select content from quarantine where source = ?", byte[].class, source))
                .isEqualTo(every);
        assertThat(found(NOON)).extracting(Malformed::lastReason).containsExactly("nul \uFFFD and 😀");
    }

    @Test
    void writersOfTheSameContentDoNotBlockEachOtherForGood() throws Exception {
        List<QuarantinedInput> forth =
                IntStream.range(0, 100).mapToObj(i -> kept(1L, "c" + i, "r")).toList();
        List<Callable<Object>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<QuarantinedInput> order = i % 2 == 0 ? forth : forth.reversed();
            writers.add(Executors.callable(() -> quarantine.keep(order)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> written : threads.invokeAll(writers)) {
                written.get();
            }
        }
        assertThat(found(NOON)).extracting(Malformed::count).containsExactly(800L);
    }

    private Quarantine with(DataSize perDay) {
        QuarantineProperties properties = new QuarantineProperties(Duration.ofDays(1), perDay);
        JdbcClient client = JdbcClient.create(jdbc);
        return new Quarantine(
                client,
                longOnes,
                transactions,
                new QuarantineBudget(client, properties, clock, meters),
                new QuarantineRows(client, clock),
                clock);
    }

    @Test
    void refusedWebhooksOfOneClientFillNoMoreThanItsBudgetOfTheDay() {
        long client = UUID.randomUUID().getMostSignificantBits();
        for (int i = 0; i < 40; i++) {
            quarantine.keepRefused(kept(client, ("%02d" + "x".repeat(100_000)).formatted(i), "reason " + i));
        }
        assertThat(jdbc.queryForObject(
                        "select sum(octet_length(content)) from quarantine where source = ?", Long.class, source))
                .isEqualTo(10 * 100_002L);
        assertThat(jdbc.queryForMap(
                        "select count, cut, reason, octet_length(content) as length from quarantine where source = ? and content = ''",
                        source))
                .containsEntry("count", 30L)
                .containsEntry("cut", true)
                .containsEntry("length", 0)
                .hasEntrySatisfying(
                        "reason",
                        reason -> assertThat(reason.toString())
                                .contains("RELAY_QUARANTINE_REFUSED_PER_DAY")
                                .endsWith("reason 39"));
        assertThat(found(NOON)).extracting(Malformed::count).containsExactly(40L);
        assertThat(meters.get("relay.quarantine.dropped").counter().count()).isEqualTo(30);
    }

    @Test
    void manyShortRefusedWebhooksUseTheBudgetUpToo() {
        quarantine = with(DataSize.ofBytes(10 * (QuarantineBudget.ROW + 1)));
        for (int i = 0; i < 26; i++) {
            quarantine.keepRefused(kept(1L, "" + (char) ('a' + i), "r"));
        }
        assertThat(rows()).isEqualTo(10 + 1);
    }

    @Test
    void whatComesAgainCostsNothing() {
        quarantine = with(DataSize.ofBytes(2 * (QuarantineBudget.ROW + 1)));
        for (int i = 0; i < 10; i++) {
            quarantine.keepRefused(kept(2L, "a", "r"));
        }
        quarantine.keepRefused(kept(2L, "b", "r"));
        assertThat(contents()).containsExactly("a", "b");
    }

    @Test
    void theBudgetIsEachClientsOwnAndNewEachDay() {
        quarantine = with(DataSize.ofBytes(QuarantineBudget.ROW + 1));
        quarantine.keepRefused(kept(3L, "a", "r"));
        quarantine.keepRefused(kept(3L, "b", "r"));
        quarantine.keepRefused(kept(4L, "c", "r"));
        clock.advance(Duration.ofHours(12));
        quarantine.keepRefused(kept(3L, "d", "r"));
        assertThat(contents()).containsExactly("a", "", "c", "d");
    }

    @Test
    void whatWasNotRefusedToItsSenderIsKeptBeyondTheBudget() {
        quarantine = with(DataSize.ofBytes(0));
        quarantine.keepRefused(kept(5L, "a", "r"));
        quarantine.keep(List.of(kept(5L, "b", "r")));
        assertThat(contents()).containsExactly("", "b");
    }

    private List<String> contents() {
        return jdbc.query(
                "select convert_from(content, 'UTF8') from quarantine where source = ? order by id",
                (row, number) -> row.getString(1),
                source);
    }

    private int rows() {
        return contents().size();
    }

    private QuarantinedInput kept(@Nullable Long client, String content, String reason) {
        return new QuarantinedInput(source, client, content.getBytes(UTF_8), reason);
    }

    private List<Malformed> found(Instant from) {
        return quarantine.since(from).stream()
                .filter(malformed -> malformed.source().equals(source))
                .toList();
    }
}
