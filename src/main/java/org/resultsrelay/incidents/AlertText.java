package org.resultsrelay.incidents;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.lasting;
import static org.resultsrelay.text.Words.number;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.Trouble.Closing;
import org.resultsrelay.incidents.trouble.Trouble.Opening;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.notify.PagedList;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;

/**
 * The text of an alert, whether it tells of one incident or of a thousand. The headline stays the same while the
 * trouble lasts. What is said about each kind of trouble stands in the types of {@link Trouble}.
 */
@Component
class AlertText {

    private static final int NAMED = 3;

    private final Words words;

    AlertText(Words words) {
        this.words = words;
    }

    /** The text while the trouble lasts; empty if none of the alert's incidents was found at this look. */
    Optional<String> open(Alert alert, List<Incident> members, Map<String, Trouble> wrong) {
        List<Incident> open = members.stream()
                .filter(member -> member.isOpen() && wrong.containsKey(member.key()))
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<Trouble> found = open.stream()
                .map(member -> Objects.requireNonNull(wrong.get(member.key())))
                .toList();
        String text = open.size() == 1 ? one(open.getFirst(), found.getFirst()) : several(alert, found);
        List<Incident> over =
                members.stream().filter(member -> !member.isOpen()).toList();
        return Optional.of((alert.telling() == 1 ? text : "🔁 Still: " + withoutSign(text))
                + (over.isEmpty() ? "" : "\nOver already: " + worst(affected(over)) + "."));
    }

    private String one(Incident incident, Trouble trouble) {
        Opening opening = trouble.opening(incident.occurrences(), words);
        return text(opening.headline(), incident.openedAt(), opening.facts(), opening, "");
    }

    private String several(Alert alert, List<Trouble> found) {
        Opening opening = alert.kind().shared(alert.cause());
        List<Affected> affected = found.stream()
                .map(one -> new Affected(
                        one.client() == null ? one.subject() : String.valueOf(one.client()),
                        one.users(),
                        one.occurrences()))
                .toList();
        Trouble latest =
                found.stream().max(Comparator.comparing(Trouble::since)).orElseThrow();
        String facts = total(opening.facts(), affected) + worst(affected) + "\nNewest: " + latest.subject() + ": "
                + latest.error();
        String headline = opening.headline().replace("{clients}", number(found.size()) + " clients");
        return text(headline, alert.openedAt(), facts, opening, " Details lists them all.");
    }

    private String text(String headline, Instant since, String facts, Opening opening, String more) {
        return headline + ", since " + words.day(since) + "\n" + facts
                + "\nWhat the relay does: " + opening.whatTheRelayDoes()
                + "\nWhat to do: " + opening.whatToDo() + more;
    }

    String closed(Alert alert, List<Incident> members) {
        Instant ended = members.stream()
                .map(Incident::ended)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (members.size() > 1) {
            return severalClosed(alert, members, ended);
        }
        Incident incident = members.getFirst();
        return incident.resolvedBy() == null
                ? oneClosed(incident, ended)
                : "⚪ Closed by " + incident.resolvedBy() + ": " + incident.subject()
                        + "\nIt began " + words.day(incident.openedAt()) + ". The trouble may still last."
                        + "\nLast error: " + incident.lastError()
                        + "\nA new alert follows only if it ends and comes back.";
    }

    private String oneClosed(Incident incident, Instant ended) {
        Closing closing = incident.kind().closing();
        String outcome = Trouble.counted(closing.outcome(), incident.usersAffected(), incident.occurrences())
                .replace("{error}", incident.lastError());
        return "🟢 Over: " + closing.headline().replace("{subject}", incident.subject())
                + lasted(incident.openedAt(), ended) + (outcome.isEmpty() ? "" : "\n" + outcome);
    }

    private String severalClosed(Alert alert, List<Incident> members, Instant ended) {
        Closing closing = alert.kind().closing();
        long byHand = members.stream().filter(one -> one.resolvedBy() != null).count();
        return "🟢 Over: " + closing.sharedHeadline().replace("{clients}", number(members.size()) + " clients")
                + lasted(alert.openedAt(), ended) + "\n" + total(closing.sharedExtent(), affected(members))
                + worst(affected(members)) + "."
                + (byHand == 0 ? "" : "\nClosed by hand: " + number(byHand) + " of them.");
    }

    private String lasted(Instant from, Instant to) {
        return "\nIt began " + words.day(from) + " and lasted " + lasting(Duration.between(from, to)) + ".";
    }

    /** What one of several incidents has in common with the others. */
    private record Affected(String name, long users, long occurrences) {}

    private static List<Affected> affected(List<Incident> incidents) {
        return incidents.stream()
                .map(one -> new Affected(
                        Objects.requireNonNullElse(one.client(), one.subject()),
                        one.usersAffected(),
                        one.occurrences()))
                .toList();
    }

    private static String total(String text, List<Affected> affected) {
        return Trouble.counted(
                text,
                affected.stream().mapToLong(Affected::users).sum(),
                affected.stream().mapToLong(Affected::occurrences).sum());
    }

    /** Names the most affected. */
    private static String worst(List<Affected> affected) {
        String names = affected.stream()
                .sorted(Comparator.comparingLong(Affected::users)
                        .thenComparingLong(Affected::occurrences)
                        .reversed())
                .limit(NAMED)
                .map(Affected::name)
                .collect(Collectors.joining(", "));
        return affected.size() <= NAMED ? names : names + " and " + count(affected.size() - NAMED, "other");
    }

    /** What people did about the alert, as the last line of its message. */
    String mark(Alert alert, Instant now) {
        return switch (alert.state(now)) {
            case ACKNOWLEDGED -> "\n✅ " + alert.acknowledged(words);
            case SNOOZED -> "\n😴 " + alert.snoozed(words);
            case PENDING, TOLD, OVER -> "";
        };
    }

    /** What the opening is changed to once the closing message follows it. */
    String was(String opening, Instant now) {
        return "⚪ Was: " + withoutSign(headline(opening)) + "\nOver at " + words.hour(now) + ", see below.";
    }

    /** What a message is changed to once a new one repeats it. */
    String toldAgain(Alert alert) {
        return alert.body() + "\n🔁 Sent again below.";
    }

    String caughtUp(Alert alert, Instant now) {
        return alert.body() + "\nAll caught up at " + words.hour(now) + ".";
    }

    /**
     * A page of an alert's incidents, each with its number in the API. Lines are cut so that a page always fits into a
     * message.
     */
    String details(Alert alert, PagedList<Incident> members, Instant now) {
        return line(alert, now)
                + IntStream.range(0, members.shown().size())
                        .mapToObj(i -> "\n" + (members.from() + i + 1) + ". "
                                + line(members.shown().get(i)))
                        .collect(Collectors.joining())
                + members.position();
    }

    private String line(Incident incident) {
        boolean counted = incident.kind() == TroubleKind.MALFORMED || incident.kind() == TroubleKind.ERRORS;
        return cut(incident.subject(), 50) + ", since " + words.day(incident.openedAt())
                + (incident.isOpen() ? ", " : ", over, ")
                + (counted ? number(incident.occurrences()) + " times" : count(incident.usersAffected(), "user"))
                + ": " + cut(incident.lastError(), 40) + " (incident " + incident.id() + ")";
    }

    /** A page of the open alerts. */
    String list(PagedList<Alert> open, Instant now) {
        return open.all().isEmpty()
                ? "🟢 All is well: no alert is open."
                : count(open.all().size(), "open alert")
                        + open.shown().stream()
                                .map(alert -> "\n" + line(alert, now))
                                .collect(Collectors.joining())
                        + open.position();
    }

    private String line(Alert alert, Instant now) {
        return "Alert " + alert.id() + ": " + cut(headline(alert.body()), 200) + mark(alert, now);
    }

    static String headline(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** A headline begins with a sign for the severity. */
    private static String withoutSign(String text) {
        return text.substring(text.indexOf(' ') + 1);
    }

    private static String cut(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit)) + "…";
    }
}
