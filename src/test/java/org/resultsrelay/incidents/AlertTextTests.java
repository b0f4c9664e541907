package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.IncidentsProperties.Grouping;
import org.resultsrelay.incidents.trouble.DatabaseUnavailable;
import org.resultsrelay.incidents.trouble.DeliveryFails;
import org.resultsrelay.incidents.trouble.InternalErrors;
import org.resultsrelay.incidents.trouble.KafkaUnavailable;
import org.resultsrelay.incidents.trouble.MalformedInput;
import org.resultsrelay.incidents.trouble.PlatformSilent;
import org.resultsrelay.incidents.trouble.SummariesLate;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.support.ApprovedTexts;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.Words;

/** Every text that an administrator can read stands in one file, for people to judge. */
class AlertTextTests {

    private static final Instant BEGAN = Instant.parse("2026-11-21T10:42:05Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final AffectedClient ACME = new AffectedClient("acme", "Acme Ltd");

    private final AlertText text = new AlertText(new Words(ZoneId.of("Europe/Amsterdam")));
    private final Map<String, String> texts = new LinkedHashMap<>();

    @Test
    void theTextsAreTheApprovedOnes() {
        episode("a client's server is down", delivery(1_204, null, null, null), Duration.ofMinutes(12));
        episode(
                "a client's server asks for patience",
                delivery(1_204, BEGAN.plusSeconds(3_600), null, null),
                Duration.ofMinutes(12));
        episode(
                "summaries of single users are refused",
                delivery(1, null, "u-17", null),
                Duration.ofDays(2).plusHours(3));
        episode(
                "single users fail and are tried again",
                delivery(3, BEGAN.plusSeconds(300), "u-17", null),
                Duration.ofHours(3));
        episode(
                "the relay itself fails for one user",
                ownFault(1, "the relay cannot read this user's results: SQLException"),
                Duration.ofHours(3));
        episode(
                "the relay itself fails for many users",
                ownFault(862, "the relay itself cannot open a connection: Too many open files"),
                Duration.ofMinutes(12));
        episode("a client is paused", delivery(17, null, null, "the endpoint answered 410 Gone"), Duration.ofHours(1));
        episode("a client gets its summaries late", late(Duration.ofMinutes(14), null), Duration.ofMinutes(20));
        episode("a backlog that does not get shorter", late(null, null), Duration.ofMinutes(20));
        episode("a paused client waits for long", late(null, "maintenance"), Duration.ofMinutes(20));
        episode("malformed webhooks", malformed("webhook", ACME, 1_000), Duration.ofMinutes(3));
        episode("malformed webhooks of nobody we know", malformed("webhook", null, 1), Duration.ofSeconds(1));
        episode("malformed messages of our own", malformed("recompute", null, 2), Duration.ofSeconds(90));
        episode(
                "the database is away",
                new DatabaseUnavailable(BEGAN, BEGAN, "Connection to db:5432 refused"),
                Duration.ofSeconds(42));
        episode(
                "Kafka is away",
                new KafkaUnavailable(BEGAN, BEGAN, "Connection to kafka:9092 refused"),
                Duration.ofMinutes(2));
        episode(
                "the relay itself has internal errors",
                new InternalErrors(BEGAN, BEGAN, 3, "Sweeper failed (IllegalStateException)"),
                Duration.ofMinutes(5));
        episode(
                "a platform is silent",
                new PlatformSilent(ACME, BEGAN, BEGAN, Duration.ofMinutes(4), "on Saturdays at this time"),
                Duration.ofHours(2));

        together();

        String all = texts.entrySet().stream()
                .map(text -> "=== " + text.getKey() + "\n" + text.getValue() + "\n")
                .collect(Collectors.joining("\n"));
        ApprovedTexts.assertApproved("alerts", all);
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
                "u-17",
                null);
        String said = open(fails, new Incident(fails, 1));
        assertThat(said.lines()).hasSize(5);
        assertThat(said).hasSizeLessThan(2_000).contains("<h1>Error</h1>").doesNotContain("\0", "\uD83D\uFFFD");
    }

    /** Alerts of several episodes, and what people do about an alert. */
    private void together() {
        Instant now = BEGAN.plusSeconds(100);
        for (String cause :
                List.of("unreachable", "answers-5xx", "answers-other", "throttled", "refused", "own-fault", "paused")) {
            group("several clients: " + cause, List.of(failing("acme", cause), failing("bolt", cause)));
        }
        group("several get their summaries late", List.of(late("acme"), late("bolt")));
        group("several send malformed webhooks", List.of(refused("acme"), refused("bolt")));
        group("several are silent", List.of(silent("acme"), silent("bolt")));

        List<Trouble> five = Stream.of("acme", "bolt", "core", "dyna", "echo")
                .map(key -> failing(key, "unreachable"))
                .toList();
        Alert alert = alert(five);
        List<Incident> members = members(five);
        members.get(4).troubleIsGone(now);
        alert.updateText(text.open(alert, members, wrong(five)).orElseThrow(), now, now);
        texts.put("five clients, of which one works again", alert.body());
        alert.snooze("@ana", now.plusSeconds(3600));
        texts.put("five clients: snoozed", AlertText.headline(alert.body()) + "\n…" + text.mark(alert, now));
        alert.acknowledge("@ana", now);
        texts.put("five clients: acknowledged", AlertText.headline(alert.body()) + "\n…" + text.mark(alert, now));
        texts.put("five clients: another message is told below", text.toldAgain(alert));
        alert.beginRepeat(now, grouping());
        texts.put(
                "five clients: told again",
                text.open(alert, members, wrong(five)).orElseThrow());
        texts.put("five clients: the opening once it is over", text.was(alert.body(), now));
        members.stream().filter(Incident::isOpen).forEach(member -> member.troubleIsGone(now));
        alert.end(now, text.closed(alert, members), "", null);
        texts.put("five clients: over, and nobody waits any more", text.caughtUp(alert, now.plusSeconds(45)));
        Incident byHand = new Incident(failing("acme", "unreachable"), 1);
        byHand.dismiss("token 3", now);
        texts.put("closed by hand", text.closed(alert, List.of(byHand)));
    }

    private void group(String name, List<Trouble> found) {
        Alert alert = alert(found);
        List<Incident> members = members(found);
        texts.put(name, text.open(alert, members, wrong(found)).orElseThrow());
        members.forEach(member -> member.troubleIsGone(BEGAN.plusSeconds(840)));
        texts.put(name + ": over", text.closed(alert, members));
    }

    private static Alert alert(List<Trouble> found) {
        return new Alert(found.getFirst(), BEGAN, BEGAN, grouping());
    }

    private static Grouping grouping() {
        return new Grouping(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(4));
    }

    private static List<Incident> members(List<Trouble> found) {
        return found.stream().map(finding -> new Incident(finding, 1)).toList();
    }

    private static Map<String, Trouble> wrong(List<Trouble> found) {
        return found.stream().collect(Collectors.toMap(Trouble::key, finding -> finding));
    }

    private static Trouble failing(String key, String cause) {
        AffectedClient client = new AffectedClient(key, key);
        return new DeliveryFails(client, BEGAN, BEGAN, 862, "no answer in time", cause, null, null, null);
    }

    private static Trouble late(String key) {
        Duration objective = Duration.ofMinutes(5);
        return new SummariesLate(
                new AffectedClient(key, key), BEGAN, BEGAN, 40, objective, Duration.ofMinutes(7), null, null);
    }

    private static Trouble refused(String key) {
        return new MalformedInput(
                "webhook",
                new AffectedClient(key, key),
                BEGAN,
                BEGAN,
                70,
                "result.score must be a number",
                TEN_MINUTES);
    }

    private static Trouble silent(String key) {
        return new PlatformSilent(
                new AffectedClient(key, key), BEGAN, BEGAN, Duration.ofMinutes(4), "on Saturdays at this time");
    }

    private void episode(String name, Trouble finding, Duration lasting) {
        Incident incident = new Incident(finding, 1);
        texts.put(name, open(finding, incident));
        incident.update(seen(finding, BEGAN.plus(lasting)));
        incident.troubleIsGone(BEGAN.plus(lasting));
        texts.put(name + ": over", text.closed(alert(List.of(finding)), List.of(incident)));
    }

    private static Trouble seen(Trouble finding, Instant seen) {
        return switch (finding) {
            case MalformedInput in ->
                new MalformedInput(
                        in.source(), in.client(), BEGAN, seen, in.occurrences(), in.error(), in.closesAfter());
            case DeliveryFails fails -> fails;
            case SummariesLate late -> late;
            case DatabaseUnavailable away -> away;
            case KafkaUnavailable away -> away;
            case InternalErrors in -> new InternalErrors(BEGAN, seen, in.occurrences(), in.error());
            case PlatformSilent silent -> silent;
        };
    }

    private static DeliveryFails delivery(
            long users, @Nullable Instant nextTry, @Nullable String refusedUser, @Nullable String pauseReason) {
        return new DeliveryFails(
                ACME, BEGAN, BEGAN, users, "503 Service Unavailable", "answers-5xx", nextTry, refusedUser, pauseReason);
    }

    private static DeliveryFails ownFault(long users, String error) {
        return new DeliveryFails(ACME, BEGAN, BEGAN, users, error, "own-fault", BEGAN.plusSeconds(300), "u-17", null);
    }

    private static SummariesLate late(@Nullable Duration clearIn, @Nullable String pauseReason) {
        Duration objective = Duration.ofMinutes(5);
        return new SummariesLate(ACME, BEGAN, BEGAN, 3_400, objective, Duration.ofMinutes(7), clearIn, pauseReason);
    }

    private static MalformedInput malformed(String source, @Nullable AffectedClient client, long count) {
        return new MalformedInput(source, client, BEGAN, BEGAN, count, "result.score must be a number", TEN_MINUTES);
    }

    private String open(Trouble finding, Incident incident) {
        return text.open(alert(List.of(finding)), List.of(incident), wrong(List.of(finding)))
                .orElseThrow();
    }
}
