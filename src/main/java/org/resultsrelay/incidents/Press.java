package org.resultsrelay.incidents;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.resultsrelay.notify.Button;

/** The buttons under an alert, and how they come back: {@code ack:17}, {@code det:17:2}. */
public enum Press {
    ACKNOWLEDGE("ack", "Acknowledge"),
    SNOOZE("snz", "Snooze 1 h"),
    RETRY("try", "Retry now"),
    PAUSE("off", "Pause"),
    RESUME("on", "Resume"),
    DETAILS("det", "Details");

    private static final Pattern ACTION = Pattern.compile("([a-z]{2,3}):(\\d{1,18})(?::(\\d{1,9}))?");

    private final String code;
    private final String label;

    Press(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public Button on(long alert) {
        return new Button(label, code + ":" + alert);
    }

    /** That of a button that shows a page. */
    String action(long alert, int page) {
        return code + ":" + alert + ":" + page;
    }

    /** What was pressed, if it is one of these. */
    public static Optional<Pressed> read(String action) {
        Matcher matcher = ACTION.matcher(action);
        return matcher.matches()
                ? Stream.of(values())
                        .filter(press -> press.code.equals(matcher.group(1)))
                        .findFirst()
                        .map(press -> new Pressed(press, Long.parseLong(matcher.group(2)), page(matcher)))
                : Optional.empty();
    }

    private static int page(Matcher matcher) {
        return matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    }

    /** A button, pressed. {@code page}: from 0. */
    public record Pressed(Press press, long alert, int page) {}
}
