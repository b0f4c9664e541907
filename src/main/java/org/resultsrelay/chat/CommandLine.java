package org.resultsrelay.chat;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command as it was typed: its name in lower case, and the rest of the text unchanged. */
public record CommandLine(String name, String rest) {

    private static final Pattern COMMAND = Pattern.compile("(?s)\\s*/(\\w{1,32})(?:@\\w+)?(?:\\s+(.*))?");

    public static Optional<CommandLine> of(String text) {
        Matcher matcher = COMMAND.matcher(text);
        return matcher.matches()
                ? Optional.of(new CommandLine(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        Optional.ofNullable(matcher.group(2)).orElse("").strip()))
                : Optional.empty();
    }
}
