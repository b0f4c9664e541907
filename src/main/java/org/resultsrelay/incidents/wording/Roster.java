package org.resultsrelay.incidents.wording;

import static org.resultsrelay.words.Words.count;
import static org.resultsrelay.words.Words.number;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.words.Words;

/** Lists for people: the episodes of an alert, the alerts that are open. Each line is bounded, so that a page always fits a message. */
public class Roster {

    private static final int SUBJECT = 50;
    private static final int ERROR = 40;

    private final Words words;
    private final AlertText text;

    public Roster(Words words, AlertText text) {
        this.words = words;
        this.text = text;
    }

    /** A page of an alert's episodes; {@code from} is the first of them, of {@code total}. */
    public String members(Alert alert, List<Incident> shown, int from, int total, Instant now) {
        return "Alert " + alert.id() + ": " + cut(AlertText.headline(alert.body()), 200) + text.mark(alert, now) + "\n"
                + numbered(from, total, shown.stream().map(this::line).toList());
    }

    private String line(Incident incident) {
        return cut(incident.subject(), SUBJECT) + ", since " + words.day(incident.openedAt())
                + (incident.isOpen() ? "" : ", over") + ", " + extent(incident) + ": "
                + cut(incident.lastError(), ERROR);
    }

    private static String extent(Incident incident) {
        return incident.kind() == Kind.MALFORMED || incident.kind() == Kind.ERRORS
                ? number(incident.occurrences()) + " times"
                : count(incident.usersAffected(), "user");
    }

    /** A page of the open alerts. */
    public String alerts(List<Alert> shown, int from, int total, Instant now) {
        if (shown.isEmpty()) {
            return "🟢 All is well: no alert is open.";
        }
        return count(total, "open alert") + "\n"
                + numbered(
                        from,
                        total,
                        shown.stream().map(alert -> line(alert, now)).toList());
    }

    private String line(Alert alert, Instant now) {
        return cut(AlertText.headline(alert.body()), 200) + text.mark(alert, now);
    }

    private static String numbered(int from, int total, List<String> lines) {
        String list = IntStream.range(0, lines.size())
                .mapToObj(i -> (from + i + 1) + ". " + lines.get(i))
                .collect(Collectors.joining("\n"));
        return lines.size() == total
                ? list
                : list + "\n(" + (from + 1) + " to " + (from + lines.size()) + " of " + number(total) + ")";
    }

    private static String cut(String text, int limit) {
        String cut = text.codePoints()
                .limit(limit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.length() == text.length() ? text : cut + "…";
    }
}
