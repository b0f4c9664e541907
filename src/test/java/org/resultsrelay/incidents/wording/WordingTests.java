package org.resultsrelay.incidents.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.DatabaseAway;
import org.resultsrelay.incidents.episode.Finding.DeliveryFails;
import org.resultsrelay.incidents.episode.Finding.KafkaAway;
import org.resultsrelay.incidents.episode.Finding.Late;
import org.resultsrelay.incidents.episode.Finding.MalformedInput;
import org.resultsrelay.incidents.episode.Finding.OwnErrors;
import org.resultsrelay.incidents.episode.Finding.Silent;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.words.OneLine;
import org.resultsrelay.words.Words;

/** Every text that an administrator can read stands in one file, for people to judge. */
class WordingTests {

    private static final Instant BEGAN = Instant.parse("2026-11-21T10:42:05Z");
    private static final Subject ACME = new Subject("acme", "Acme Ltd");

    private final Wording wording = wording("Europe/Amsterdam");
    private final Map<String, String> texts = new LinkedHashMap<>();

    @Test
    void theTextsAreTheApprovedOnes() throws IOException {
        episode("a client's server is down", delivery(1_204, BEGAN.plusSeconds(300), null), Duration.ofMinutes(12));
        episode(
                "summaries of single users are refused",
                delivery(1, null, null),
                Duration.ofDays(2).plusHours(3));
        episode("a client is paused", delivery(17, null, "the endpoint answered 410 Gone"), Duration.ofHours(1));
        episode("a client gets its summaries late", late(Duration.ofMinutes(14), null), Duration.ofMinutes(20));
        episode("a backlog that does not get shorter", late(null, null), Duration.ofMinutes(20));
        episode("a paused client waits for long", late(null, "maintenance"), Duration.ofMinutes(20));
        episode("malformed webhooks", malformed("webhook", ACME, 1_000), Duration.ofMinutes(3));
        episode("malformed webhooks of nobody we know", malformed("webhook", null, 1), Duration.ofSeconds(1));
        episode("malformed messages of our own", malformed("recompute", null, 2), Duration.ofSeconds(90));
        episode(
                "the database is away",
                new DatabaseAway(BEGAN, BEGAN, "Connection to db:5432 refused"),
                Duration.ofSeconds(42));
        episode(
                "Kafka is away",
                new KafkaAway(BEGAN, BEGAN, "Connection to kafka:9092 refused"),
                Duration.ofMinutes(2));
        episode(
                "the relay itself makes errors",
                new OwnErrors(BEGAN, BEGAN, 3, "Sweeper failed (IllegalStateException)"),
                Duration.ofMinutes(5));
        episode(
                "a platform is silent",
                new Silent(ACME, BEGAN, BEGAN, Duration.ofMinutes(4), "on Saturdays at this time"),
                Duration.ofHours(2));

        String all = texts.entrySet().stream()
                .map(text -> "=== " + text.getKey() + "\n" + text.getValue() + "\n")
                .collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", "wording.txt"), all);
        assertThat(all)
                .as("compare with target/wording.txt, and copy it when it reads well")
                .isEqualTo(approved());
    }

    @Test
    void foreignTextKeepsToItsLine() {
        DeliveryFails fails = new DeliveryFails(
                ACME,
                BEGAN,
                BEGAN,
                1,
                OneLine.of("<h1>Error</h1>\r\n\u2028\0\uD83D" + "x".repeat(5_000)),
                "refused",
                null,
                null);
        String text = wording.open(new Incident(fails, 1), fails);
        assertThat(text.lines()).hasSize(5);
        assertThat(text).hasSizeLessThan(2_000).contains("<h1>Error</h1>").doesNotContain("\0", "\uD83D\uFFFD");
    }

    private void episode(String name, Finding finding, Duration lasting) {
        Incident incident = new Incident(finding, 1);
        texts.put(name, wording.open(incident, finding));
        incident.gather(seen(finding, BEGAN.plus(lasting)));
        incident.resolve(BEGAN.plus(lasting));
        texts.put(name + ": over", wording.closed(incident));
    }

    private static Finding seen(Finding finding, Instant seen) {
        return switch (finding) {
            case MalformedInput in ->
                new MalformedInput(in.source(), in.client(), BEGAN, seen, in.occurrences(), in.error());
            case DeliveryFails fails -> fails;
            case Late late -> late;
            case DatabaseAway away -> away;
            case KafkaAway away -> away;
            case OwnErrors in -> new OwnErrors(BEGAN, seen, in.occurrences(), in.error());
            case Silent silent -> silent;
        };
    }

    private static DeliveryFails delivery(long users, @Nullable Instant nextTry, @Nullable String pauseReason) {
        return new DeliveryFails(
                ACME, BEGAN, BEGAN, users, "503 Service Unavailable", "answers-5xx", nextTry, pauseReason);
    }

    private static Late late(@Nullable Duration clearIn, @Nullable String pauseReason) {
        Duration objective = Duration.ofMinutes(5);
        return new Late(ACME, BEGAN, BEGAN, 3_400, objective, Duration.ofMinutes(7), clearIn, pauseReason);
    }

    private static MalformedInput malformed(String source, @Nullable Subject client, long count) {
        return new MalformedInput(source, client, BEGAN, BEGAN, count, "result.score must be a number");
    }

    private static Wording wording(String zone) {
        return new Wording(new Words(ZoneId.of(zone)), Duration.ofMinutes(10));
    }

    private static String approved() throws IOException {
        try (InputStream file = Objects.requireNonNull(WordingTests.class.getResourceAsStream("wording.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
