package org.resultsrelay.incidents.wording;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.lasting;
import static org.resultsrelay.text.Words.number;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.text.Words;

/** The texts about several episodes at once: what they have in common, how many they are, and the worst of them by name. */
class CombinedWording {

    private static final String LIST = "Details lists them all.";

    private final Words words;

    CombinedWording(Words words) {
        this.words = words;
    }

    String open(Alert alert, List<Finding> wrong) {
        List<Finding> worst = wrong.stream()
                .sorted(Comparator.comparingLong(Finding::users)
                        .thenComparingLong(Finding::occurrences)
                        .reversed())
                .toList();
        Finding latest =
                wrong.stream().max(Comparator.comparing(Finding::since)).orElseThrow();
        return Wording.text(
                headline(alert, wrong.size()) + ", since " + words.day(alert.openedAt()),
                extent(alert.kind(), worst)
                        + Names.of(worst.stream()
                                .map(one -> Objects.requireNonNullElse(one.client(), one.subject())
                                        .toString())
                                .toList()),
                "The newest: " + latest.subject() + ": " + latest.error(),
                "What the relay does: " + reaction(alert),
                "What to do: " + remedy(alert) + " " + LIST);
    }

    private static String extent(Kind kind, List<Finding> wrong) {
        return switch (kind) {
            case MALFORMED ->
                "Refused so far: "
                        + count(wrong.stream().mapToLong(Finding::occurrences).sum(), "webhook") + " of ";
            case SILENCE -> "Those of ";
            default ->
                "Waiting: " + count(wrong.stream().mapToLong(Finding::users).sum(), "user") + " of ";
        };
    }

    private static String headline(Alert alert, int episodes) {
        String clients = number(episodes) + " clients";
        return switch (alert.kind()) {
            case DELIVERY ->
                switch (alert.cause()) {
                    case "refused" -> "🔴 " + clients + " refuse some summaries";
                    case "own-fault" -> "🔴 The relay itself fails to send summaries to " + clients;
                    default -> "🔴 " + clients + " do not get their summaries: " + because(alert.cause());
                };
            case FRESHNESS -> "🟠 " + clients + " get their summaries late";
            case MALFORMED -> "🟠 Webhooks for " + clients + " cannot be understood";
            case SILENCE -> "🟠 The platforms of " + clients + " send no webhooks";
            case DATABASE, KAFKA, ERRORS -> "🟠 " + number(episodes) + " troubles";
        };
    }

    private static String because(String cause) {
        return switch (cause) {
            case "unreachable" -> "their servers cannot be reached";
            case "answers-5xx" -> "their servers answer with errors";
            case "throttled" -> "their servers ask for less";
            case "paused" -> "they are paused";
            default -> "their servers do not take them";
        };
    }

    private static String reaction(Alert alert) {
        return switch (alert.kind()) {
            case DELIVERY ->
                switch (alert.cause()) {
                    case "refused" -> "it keeps these results. All other users are served as always.";
                    case "own-fault" ->
                        "it keeps these results and tries again by itself. Users who do not meet this error are served as"
                                + " always.";
                    case "paused" -> "it sends nothing to paused clients, and keeps every result.";
                    default -> "it keeps every result, and tries each client again by itself.";
                };
            case FRESHNESS -> "it sends as fast as agreed and possible.";
            case MALFORMED ->
                "it tells the senders what is wrong, keeps copies in quarantine, and takes every correct webhook as always.";
            case SILENCE -> "it waits; nothing of ours is in the way.";
            case DATABASE, KAFKA, ERRORS -> "it goes on, and tries again what can be tried again.";
        };
    }

    private static String remedy(Alert alert) {
        return switch (alert.kind()) {
            case DELIVERY ->
                switch (alert.cause()) {
                    case "unreachable" ->
                        "look at the relay's own network first: so many servers seldom vanish together.";
                    case "refused" ->
                        "show the answers to the clients; once their servers accept such summaries, have them sent again.";
                    case "own-fault" ->
                        "read the relay's log (level ERROR), and see whether its machine is short of files, ports or"
                                + " memory. The clients' servers are not the reason.";
                    case "paused" -> "when a client's server is ready, resume it.";
                    default -> "show the answers to the clients. What waits is sent by itself once their servers work.";
                };
            case FRESHNESS -> "see whether the relay's machine is busy, and whether the agreed pace is too slow.";
            case MALFORMED, SILENCE -> "ask whoever runs the learning platform what has changed there.";
            case DATABASE, KAFKA, ERRORS -> "read the relay's log.";
        };
    }

    String closed(Alert alert, List<Incident> members) {
        Instant ended = members.stream()
                .map(Incident::ended)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long byHand = members.stream().filter(one -> one.resolvedBy() != null).count();
        String text = Wording.text(
                "🟢 Over: " + again(alert.kind(), number(members.size()) + " clients"),
                "It began " + words.day(alert.openedAt()) + " and lasted "
                        + lasting(Duration.between(alert.openedAt(), ended)) + ".",
                affected(alert.kind(), members) + names(members) + ".");
        return byHand == 0 ? text : text + "\nClosed by hand: " + number(byHand) + " of them.";
    }

    private static String again(Kind kind, String clients) {
        return switch (kind) {
            case DELIVERY -> clients + " get their summaries again";
            case FRESHNESS -> clients + " get their summaries in time again";
            case MALFORMED -> "webhooks for " + clients + " can be understood again";
            case SILENCE -> "the platforms of " + clients + " send webhooks again";
            case DATABASE, KAFKA, ERRORS -> "the troubles are gone";
        };
    }

    private static String affected(Kind kind, List<Incident> members) {
        return switch (kind) {
            case MALFORMED ->
                "Refused: "
                        + count(
                                members.stream()
                                        .mapToLong(Incident::occurrences)
                                        .sum(),
                                "webhook") + " of ";
            case SILENCE -> "Those of ";
            default ->
                "Affected: "
                        + count(
                                members.stream()
                                        .mapToLong(Incident::usersAffected)
                                        .sum(),
                                "user") + " of ";
        };
    }

    /** Those that suffered most go first. */
    static String names(List<Incident> members) {
        return Names.of(members.stream()
                .sorted(Comparator.comparingLong(Incident::usersAffected)
                        .thenComparingLong(Incident::occurrences)
                        .reversed())
                .map(one -> Objects.requireNonNullElse(one.client(), one.subject()))
                .toList());
    }
}
