package org.resultsrelay.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The commands, in the order of the menu. */
public enum ChatCommand {
    STATUS("how everything is doing", ""),
    INCIDENTS("what is wrong now", ""),
    CLIENTS("the client companies, troubled ones first", ""),
    CLIENT("how one client company is doing", "acme"),
    USER("why a user's summary has not arrived", "acme u-17"),
    PAUSE("stop sending to a client company", "acme their server is moving"),
    RESUME("send to it again", "acme"),
    RESYNC("send everybody's newest summary again", "acme"),
    MUTE("hold back new alerts for a while, or those of one client company", "2h, or /mute acme 2h"),
    UNMUTE("send them again", "acme, or /unmute for all that is new"),
    HELP("what you can ask", "");

    private final String meaning;
    private final String example;

    ChatCommand(String meaning, String example) {
        this.meaning = meaning;
        this.example = example;
    }

    static Optional<ChatCommand> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    /** How the command is written, such as {@code /client acme}. */
    public String usage() {
        return "/" + word() + (example.isEmpty() ? "" : " " + example);
    }
}
