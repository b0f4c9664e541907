package org.resultsrelay.demo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventSequenceTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    private final List<List<Event>> requests = requests(2026, "run");
    private final List<Event> events = requests.stream().flatMap(List::stream).toList();

    private static List<List<Event>> requests(long seed, String run) {
        Random random = new Random(seed);
        EventSequence sequence = new EventSequence(random, 40, new Grader(random, 40, CLOCK, run));
        return Stream.generate(sequence::next).limit(300).toList();
    }

    @Test
    void theSameSeedProducesTheSame() {
        assertThat(requests(2026, "run")).isEqualTo(requests);
        assertThat(requests(2027, "run")).isNotEqualTo(requests);
    }

    @Test
    void anotherRunHasUsersAndEventsOfItsOwn() {
        assertThat(requests(2026, "other").stream().flatMap(List::stream))
                .noneMatch(event ->
                        event.eventId().contains("run") || event.user().id().contains("run"));
    }

    @Test
    void nearlyEveryUserAndEveryTestAppears() {
        assertThat(events.stream().map(event -> event.user().id()).distinct()).hasSizeGreaterThan(38);
        assertThat(events.stream().map(event -> event.result().testId()).distinct())
                .hasSize(12);
    }

    @Test
    void someRequestsAreArrays() {
        assertThat(requests.stream().filter(request -> request.size() > 1)).hasSizeBetween(8, 40);
    }

    @Test
    void someWebhooksAreSentTwiceAndOtherwiseIdsAreNew() {
        Map<String, Event> byId = new HashMap<>();
        int twice = 0;
        for (Event event : events) {
            Event before = byId.putIfAbsent(event.eventId(), event);
            assertThat(before).isIn(null, event);
            twice += before == null ? 0 : 1;
        }
        assertThat(twice).isBetween(5, 60);
    }

    @Test
    void thereAreRetakesRegradesOutdatedEventsAndProvisionalResults() {
        assertThat(events)
                .anyMatch(event -> Objects.requireNonNullElse(event.result().attempt(), 0) > 1);
        assertThat(events).anyMatch(event -> event.result().attempt() == null);
        assertThat(events).anyMatch(event -> event.result().provisional());
        assertThat(events).anyMatch(event -> event.occurredAt().isBefore(CLOCK.instant()));
        Set<String> attempts = new HashSet<>();
        assertThat(events.stream().distinct())
                .as("regrades: further events of an attempt")
                .anyMatch(event -> !attempts.add(event.user().id()
                        + event.result().testId()
                        + event.result().attempt()));
    }

    @Test
    void scoresAreHalfPointsWithinTheTestAndPlausible() {
        assertThat(events).allSatisfy(event -> {
            BigDecimal score = Objects.requireNonNull(event.result().score());
            assertThat(score).isBetween(BigDecimal.ZERO, event.result().maxScore());
            assertThat(score.remainder(new BigDecimal("0.5"))).isEqualByComparingTo("0");
        });
        assertThat(events.stream()
                        .mapToDouble(EventSequenceTests::share)
                        .average()
                        .orElseThrow())
                .isBetween(0.6, 0.85);
    }

    private static double share(Event event) {
        return Objects.requireNonNull(event.result().score()).doubleValue()
                / event.result().maxScore().doubleValue();
    }
}
