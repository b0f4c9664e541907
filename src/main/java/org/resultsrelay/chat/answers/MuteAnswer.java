package org.resultsrelay.chat.answers;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.chat.Ability;
import org.resultsrelay.chat.Asked;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.incidents.IncidentDesk;
import org.resultsrelay.notify.Content;
import org.resultsrelay.notify.Counterpart.Answer;
import org.springframework.stereotype.Component;

@Component
class MuteAnswer implements Ability {

    /** Whoever mutes for longer forgets that they did. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,4})\\s*(m|min|h)");

    private final IncidentDesk desk;

    MuteAnswer(IncidentDesk desk) {
        this.desk = desk;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.MUTE;
    }

    @Override
    public Answer answer(Asked asked) {
        return Answer.message(Content.of(
                asked.first().equals("off")
                        ? "🔔 " + desk.unmute(asked.actor()).sentence()
                        : length(asked.rest())
                                .map(length ->
                                        "🔇 " + desk.mute(length, asked.actor()).sentence())
                                .orElse("Say for how long, at most a day: /mute 30m, /mute 2h, or /mute off")));
    }

    static Optional<Duration> length(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        Duration length = matcher.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
        return Optional.of(length).filter(given -> given.isPositive() && given.compareTo(LONGEST) <= 0);
    }
}
