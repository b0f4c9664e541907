package org.resultsrelay.chat.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.resultsrelay.chat.CommandLine;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

/** Handles people who are not linked: a code links them, and anything else gets no answer. */
@Component
public class Linking {

    private static final Set<String> LINKING = Set.of("link", "start");
    private static final String WRONG =
            "This code is not valid, or not any more. Ask your administrator for a new one.";

    private final Links links;
    private final Strangers strangers;
    private final Clock clock;

    Linking(Links links, Strangers strangers, Clock clock) {
        this.links = links;
        this.strangers = strangers;
        this.clock = clock;
    }

    public ChatReply hear(IncomingMessage said) {
        Instant now = clock.instant();
        return switch (said) {
            case WrittenMessage written when offersCode(written) -> link(written, now);
            case WrittenMessage _ -> ignore(said, now);
            case ButtonPress pressed -> {
                ignore(said, now);
                yield pressed.in().allowed()
                        ? ChatReply.toast("Only linked people can press this. Ask your administrator for a code.")
                        : ChatReply.SILENCE;
            }
        };
    }

    /** In a group everybody would read the code. */
    private static boolean offersCode(WrittenMessage written) {
        return written.in().alone() && !code(written).isEmpty();
    }

    private static String code(WrittenMessage written) {
        return CommandLine.of(written.text())
                .filter(line -> LINKING.contains(line.name()))
                .map(CommandLine::rest)
                .orElse("");
    }

    private ChatReply link(WrittenMessage written, Instant now) {
        if (strangers.ignored(written.by(), now)) {
            return ignore(written, now);
        }
        return links.use(code(written), written.by(), written.in())
                .map(person -> ChatReply.message(MessageContent.of(
                        "You are linked as " + person.name() + "\n/help says what you can ask and do here.")))
                .orElseGet(() -> {
                    strangers.note(written.by(), now);
                    strangers.triedAWrongCode(written.by(), now);
                    return ChatReply.message(MessageContent.of(WRONG));
                });
    }

    private ChatReply ignore(IncomingMessage said, Instant now) {
        strangers.note(said.by(), now);
        return ChatReply.SILENCE;
    }
}
