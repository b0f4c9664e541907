package org.resultsrelay.demo.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Prints whole lines and, on a terminal, one last line that keeps changing. */
public final class Screen {

    private static final String CLEAR_LINE = "\r\u001B[K";

    /** What a line is about, which is its colour on a terminal. */
    public enum Tone {
        PLAIN(""),
        HEADING("\u001B[1;36m"),
        GOOD("\u001B[32m"),
        BAD("\u001B[1;31m"),
        FAINT("\u001B[2m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean terminal;
    private boolean changing;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Screen standard() {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Screen(System.out, terminal && System.getenv("NO_COLOR") == null);
    }

    boolean isTerminal() {
        return terminal;
    }

    public void line(String text) {
        line(Tone.PLAIN, text);
    }

    public synchronized void line(Tone tone, String text) {
        String start = changing ? CLEAR_LINE : "";
        changing = false;
        out.println(start + (terminal && tone != Tone.PLAIN ? tone.code + text + "\u001B[0m" : text));
    }

    /** Replaces the changing line. Without a terminal it prints a new line. */
    synchronized void change(String text) {
        if (terminal) {
            out.print(CLEAR_LINE + text);
            out.flush();
            changing = true;
        } else {
            out.println(text);
        }
    }
}
