package org.resultsrelay.delivery.attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@Import(StillClock.class)
class AttemptsRetentionIT extends ClientStory {

    @Autowired
    private SettableClock clock;

    @Autowired
    private AttemptRetention keeping;

    @Autowired
    private AttemptDays days;

    @Autowired
    private JdbcTemplate database;

    private LocalDate today() {
        return AttemptDays.of(clock.instant());
    }

    private List<String> partitions() {
        return strings(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'attempts'::regclass order by 1");
    }

    private List<String> strings(String query) {
        return database.query(query, (row, n) -> row.getString(1));
    }

    private static String named(LocalDate day) {
        return "attempts_" + day.toString().replace("-", "");
    }

    private JsonNode timeline(String user) {
        return admin.get("/api/v1/users/" + acme.key() + "/" + user + "/timeline")
                .json();
    }

    private void isPushed(String user, String test) {
        int before = timeline(user).path("pushes").size();
        platform.posts(user, test, 10);
        await().untilAsserted(() -> {
            assertThat(timeline(user).path("pushes").size()).isGreaterThan(before);
            assertThat(stateOf(user)).isEqualTo("delivered");
        });
    }

    @Test
    void aWeekIsMadeAhead() {
        keeping.tick();
        assertThat(partitions())
                .containsAll(Stream.iterate(today().minusDays(1), day -> day.plusDays(1))
                        .limit(9)
                        .map(AttemptsRetentionIT::named)
                        .toList());
        LocalDate last = today().plusDays(8);
        assertThat(partitions()).doesNotContain(named(last));
        clock.advance(Duration.ofDays(1));
        keeping.tick();
        assertThat(partitions()).contains(named(last));
    }

    @Test
    void aClockThatJumpsPastEveryDayLosesNoAttempt() {
        isPushed("u-1", "t-1");
        clock.advance(Duration.ofDays(25));
        assertThat(partitions()).doesNotContain(named(today()));
        isPushed("u-1", "t-2");
        assertThat(partitions()).contains(named(today()));
        assertThat(timeline("u-1")
                        .path("pushes")
                        .valueStream()
                        .map(push -> push.path("revision").asInt()))
                .containsExactly(2, 1);
        assertThat(acme.received("u-1")).hasSize(2);
    }

    @Test
    void whatWasKeptLongEnoughGoesByTheDayAndResultsAndUsersStay() {
        isPushed("u-1", "t-1");
        String first = named(today());
        clock.advance(Duration.ofDays(29));
        isPushed("u-1", "t-2");
        keeping.tick();
        assertThat(partitions()).contains(first);
        clock.advance(Duration.ofDays(2));
        keeping.tick();
        assertThat(partitions()).doesNotContain(first);
        assertThat(timeline("u-1").path("pushes").size()).isEqualTo(1);
        assertThat(timeline("u-1").path("results").size()).isEqualTo(2);
    }

    @Test
    void severalProcessesMayMakeAndDropTheSameDaysAtOnce() throws Exception {
        LocalDate far = today().plusDays(1_000);
        Callable<Integer> make = () -> days.make(Set.of(far, far.plusDays(1)));
        assertThat(all(Collections.nCopies(6, make))).isEqualTo(2);
        assertThat(partitions()).contains(named(far), named(far.plusDays(1)));
        Callable<Integer> drop = () -> days.dropBefore(far.plusDays(1));
        assertThat(all(Collections.nCopies(6, drop))).isPositive();
        assertThat(partitions()).doesNotContain(named(far)).contains(named(far.plusDays(1)));
        keeping.tick();
    }

    private static int all(List<Callable<Integer>> calls) throws Exception {
        int sum = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> call : threads.invokeAll(calls)) {
                sum += call.get();
            }
        }
        return sum;
    }

    @Test
    void aTimelineReadsEachDayByItsIndex() {
        List<String> plan = strings(
                "explain select answer from attempts where user_id = 1 order by started_at desc, id desc limit 100");
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
        assertThat(plan.stream().filter(line -> line.contains("Index Cond: (user_id = 1)")))
                .hasSameSizeAs(partitions());
    }
}
