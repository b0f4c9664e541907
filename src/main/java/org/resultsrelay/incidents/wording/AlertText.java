package org.resultsrelay.incidents.wording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.text.Words;

/** What an alert says in each of its phases, whether it tells of one episode or of a thousand. */
public class AlertText {

    private final Words words;
    private final Wording one;
    private final CombinedWording many;

    public AlertText(Words words, Duration malformedQuiet) {
        this.words = words;
        this.one = new Wording(words, malformedQuiet);
        this.many = new CombinedWording(words);
    }

    /** While it lasts; empty where nothing is known now of any of its episodes. */
    public Optional<String> open(Alert alert, List<Incident> members, Map<String, Finding> wrong) {
        List<Incident> open = members.stream()
                .filter(member -> member.isOpen() && wrong.containsKey(member.key()))
                .toList();
        List<Incident> over =
                members.stream().filter(member -> !member.isOpen()).toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(body(alert, open, wrong)
                        + (over.isEmpty() ? "" : "\nOver already: " + CombinedWording.names(over) + "."));
    }

    private String body(Alert alert, List<Incident> open, Map<String, Finding> wrong) {
        List<Finding> findings = open.stream()
                .map(member -> Objects.requireNonNull(wrong.get(member.key())))
                .toList();
        String text =
                findings.size() == 1 ? one.open(open.getFirst(), findings.getFirst()) : many.open(alert, findings);
        return alert.telling() == 1 ? text : "🔁 Still: " + withoutColour(text);
    }

    /** What people did about it, as the last line of its message. */
    public String mark(Alert alert, Instant now) {
        return switch (alert.phase(now)) {
            case ACKNOWLEDGED -> "\n✅ " + acknowledged(alert);
            case SNOOZED -> "\n😴 " + snoozed(alert);
            case GATHERING, TOLD, OVER -> "";
        };
    }

    public String acknowledged(Alert alert) {
        return "acknowledged by " + alert.acknowledgedBy() + ", "
                + words.minute(Objects.requireNonNull(alert.acknowledgedAt()));
    }

    public String snoozed(Alert alert) {
        return "snoozed by " + alert.snoozedBy() + " until "
                + words.minute(Objects.requireNonNull(alert.snoozedUntil()));
    }

    public String overSince(Instant over) {
        return "It ended on " + words.day(over) + ".";
    }

    /** The opening once the closing is told below it. */
    public String was(String opening, Instant now) {
        return "⚪ Was: " + withoutColour(headline(opening)) + "\nOver at " + words.hour(now) + ", see below.";
    }

    /** A message once a newer one about the same has taken its place. */
    public String toldAgain(Alert alert) {
        return alert.body() + "\n🔁 Told again below.";
    }

    public String closed(Alert alert, List<Incident> members) {
        return members.size() == 1 ? one.closed(members.getFirst()) : many.closed(alert, members);
    }

    public String caughtUp(Alert alert, Instant now) {
        return alert.body() + "\nAll caught up at " + words.hour(now) + ".";
    }

    public static String headline(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** A headline begins with a sign that says how bad it is. */
    private static String withoutColour(String text) {
        return text.substring(text.indexOf(' ') + 1);
    }
}
