package org.resultsrelay.chat.commands;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.clients.Client;
import org.resultsrelay.incidents.IncidentActions.ActionResult;
import org.resultsrelay.incidents.Mutes;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

@Component
class MuteCommand implements CommandHandler {

    /** People forget longer mutes. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,4})\\s*(m|min|h)");

    private static final String HOW_LONG = "Say for how long, at most a day: ";

    private final KnownClient known;
    private final Mutes mutes;

    MuteCommand(KnownClient known, Mutes mutes) {
        this.known = known;
        this.mutes = mutes;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.MUTE;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        if (asked.rest().equals("off")) {
            return ChatReply.message(MessageContent.of(UnmuteCommand.text(mutes.unmute(null, asked.actor()))));
        }
        return length(asked.rest())
                .map(length -> ChatReply.message(MessageContent.of(text(mutes.mute(null, length, asked.actor())))))
                .orElseGet(() -> asked.first().isEmpty()
                        ? ChatReply.message(
                                MessageContent.of(HOW_LONG + "/mute 30m, /mute 2h, or of one client /mute acme 2h"))
                        : known.of(asked, command(), client -> of(client, asked)));
    }

    private String of(Client client, ChatRequest asked) {
        return length(asked.second())
                .map(length -> text(mutes.mute(client, length, asked.actor())))
                .orElse(HOW_LONG + "/mute " + client.key() + " 30m, or /unmute " + client.key());
    }

    private static String text(ActionResult result) {
        return "🔇 " + result.sentence();
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
