package org.resultsrelay.incidents.wording;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.number;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.notify.PagedList;
import org.resultsrelay.text.Words;

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

    /** A page of an alert's episodes, each with the number by which the API knows it. */
    public String members(Alert alert, PagedList<Incident> members, Instant now) {
        String lines = IntStream.range(0, members.shown().size())
                .mapToObj(i -> "\n" + (members.from() + i + 1) + ". "
                        + line(members.shown().get(i)))
                .collect(Collectors.joining());
        return line(alert, now) + lines + members.position();
    }

    private String line(Incident incident) {
        return cut(incident.subject(), SUBJECT) + ", since " + words.day(incident.openedAt())
                + (incident.isOpen() ? "" : ", over") + ", " + extent(incident) + ": "
                + cut(incident.lastError(), ERROR) + " (incident " + incident.id() + ")";
    }

    private static String extent(Incident incident) {
        return incident.kind() == Kind.MALFORMED || incident.kind() == Kind.ERRORS
                ? number(incident.occurrences()) + " times"
                : count(incident.usersAffected(), "user");
    }

    /** A page of the open alerts. */
    public String alerts(PagedList<Alert> open, Instant now) {
        if (open.all().isEmpty()) {
            return "🟢 All is well: no alert is open.";
        }
        String lines =
                open.shown().stream().map(alert -> "\n" + line(alert, now)).collect(Collectors.joining());
        return count(open.all().size(), "open alert") + lines + open.position();
    }

    /** Its number is that of its button. */
    private String line(Alert alert, Instant now) {
        return "Alert " + alert.id() + ": " + cut(AlertText.headline(alert.body()), 200) + text.mark(alert, now);
    }

    private static String cut(String text, int limit) {
        String cut = text.codePoints()
                .limit(limit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.length() == text.length() ? text : cut + "…";
    }
}
