package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.notify.MessageContent.Button;

/**
 * The buttons under an alert, and the actions that come back when they are pressed: {@code ack:17}, {@code det:17:2}.
 */
public enum AlertButton {
    ACKNOWLEDGE("ack", "Acknowledge"),
    SNOOZE("snz", "Snooze 1 h"),
    RETRY("try", "Retry now"),
    PAUSE("off", "Pause"),
    RESUME("on", "Resume"),
    DETAILS("det", "Details");

    private static final Pattern ACTION = Pattern.compile("([a-z]{2,3}):(\\d{1,18})(?::(\\d{1,9}))?");

    private final String code;
    private final String label;

    AlertButton(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The action of a button that shows a page. */
    String action(long alert, int page) {
        return code + ":" + alert + ":" + page;
    }

    /** A button that was pressed. {@code page} counts from 0. */
    public record Press(AlertButton button, long alert, int page) {}

    /** Reads an action; empty if it is that of another kind of button. */
    public static Optional<Press> read(String action) {
        Matcher matcher = ACTION.matcher(action);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int page = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return Stream.of(values())
                .filter(button -> button.code.equals(matcher.group(1)))
                .findFirst()
                .map(button -> new Press(button, Long.parseLong(matcher.group(2)), page));
    }

    /**
     * Shows only what would change something now. [Pause] is shown for a single client, so that nobody pauses a
     * thousand with one press.
     */
    static List<List<Button>> under(Alert alert, List<Incident> members, Instant now) {
        List<Incident> open = members.stream().filter(Incident::isOpen).toList();
        boolean paused = open.stream().anyMatch(Incident::paused);
        boolean fails = alert.kind() == TroubleKind.DELIVERY && !paused;
        boolean single = open.size() == 1;
        List<AlertButton> answers = switch (alert.state(now)) {
            case PENDING, TOLD -> List.of(ACKNOWLEDGE, SNOOZE);
            case SNOOZED -> List.of(ACKNOWLEDGE);
            case ACKNOWLEDGED, OVER -> List.of();
        };
        List<AlertButton> deeds = new ArrayList<>();
        if (fails) {
            deeds.add(RETRY);
        }
        if (single && paused) {
            deeds.add(RESUME);
        }
        if (single && fails) {
            deeds.add(PAUSE);
        }
        deeds.add(DETAILS);
        return Stream.of(answers, deeds)
                .filter(row -> !row.isEmpty())
                .map(row -> row.stream()
                        .map(button -> new Button(button.label, button.code + ":" + alert.id()))
                        .toList())
                .toList();
    }
}
