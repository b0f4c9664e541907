package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;

/** Real assessment results, in arrays and one by one, some of them sent twice: every user's last totals must be right. */
class OuladStory extends ClientStory {

    private static final Path FILE = Path.of("../shared/material/oulad_studentAssessment.csv");
    private static final int ROWS = 6_000;
    private static final double SENT_AGAIN = 0.03;
    private static final int LARGEST_ARRAY = 40;

    private final Random dice = new Random(20_261_121);

    private record Row(String assessment, String student, String score) {

        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(cells[0], cells[1], cells[4]);
        }

        boolean isWhole() {
            return !score.isEmpty();
        }

        String event() {
            return """
                    {"event_id":"oulad-%s-%s","type":"test.completed","user":{"id":"%s"},"result":{"test_id":"%s",\
                    "attempt":1,"score":%s,"max_score":100,"completed_at":"2014-01-01T00:00:00Z"}}""".formatted(assessment, student, student, assessment, isWhole() ? score : "null");
        }
    }

    /** What the file says of a student, worked out without the relay. */
    private record Total(int tests, BigDecimal score) {

        Total plus(Total other) {
            return new Total(tests + other.tests, score.add(other.score));
        }
    }

    @Test
    void everyUsersLastTotalsEqualTheFiles() throws IOException {
        assumeThat(FILE).as("the OULAD results beside the project").exists();
        List<Row> rows = rows();
        int refused = post(rows);
        Map<String, Total> expected = rows.stream()
                .filter(Row::isWhole)
                .collect(Collectors.toMap(Row::student, row -> new Total(1, new BigDecimal(row.score())), Total::plus));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(received()).isEqualTo(expected));
        assertThat(refused)
                .isEqualTo((int) rows.stream().filter(row -> !row.isWhole()).count());
        assertThat(acme.received())
                .allSatisfy(push -> assertThat(push.isSignedWith(acme.secret())).isTrue());
    }

    private static List<Row> rows() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.skip(1).limit(ROWS).map(Row::of).toList();
        }
    }

    /** Answers how many events were refused. */
    private int post(List<Row> rows) {
        List<String> events = new ArrayList<>();
        for (Row row : rows) {
            events.add(row.event());
            if (row.isWhole() && dice.nextDouble() < SENT_AGAIN) {
                events.add(row.event());
            }
        }
        int refused = 0;
        for (int from = 0; from < events.size(); ) {
            int size = dice.nextBoolean() ? 1 : 1 + dice.nextInt(LARGEST_ARRAY);
            List<String> part = events.subList(from, Math.min(from + size, events.size()));
            refused += size == 1 ? single(part.getFirst()) : array(part);
            from += part.size();
        }
        return refused;
    }

    private int single(String event) {
        int status = platform.sends(event).status();
        assertThat(status).isIn(202, 400);
        return status == 400 ? 1 : 0;
    }

    private int array(List<String> events) {
        var answer = platform.sends("[" + String.join(",", events) + "]");
        assertThat(answer.status()).isEqualTo(202);
        return (int) answer.json()
                .path("results")
                .valueStream()
                .filter(one -> one.path("status").asString().equals("rejected"))
                .count();
    }

    private Map<String, Total> received() {
        Map<String, Push> newest = new HashMap<>();
        acme.received().forEach(push -> newest.merge(push.userId(), push, OuladStory::newer));
        return newest.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, user -> total(user.getValue())));
    }

    private static Push newer(Push one, Push other) {
        return Push.ORDER.compare(one, other) >= 0 ? one : other;
    }

    private static Total total(Push push) {
        return new Total(
                push.totals().path("tests_completed").asInt(),
                push.totals().path("score").decimalValue());
    }
}
