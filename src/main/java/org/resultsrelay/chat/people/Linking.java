package org.resultsrelay.chat.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.resultsrelay.chat.CommandLine;
import org.resultsrelay.notify.ChatHandler.Answer;
import org.resultsrelay.notify.Content;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.Pressed;
import org.resultsrelay.notify.IncomingMessage.Written;
import org.springframework.stereotype.Component;

/** Where people stand who are not linked: a code lets them in, and all else gets no answer. */
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

    public Answer hear(IncomingMessage said) {
        Instant now = clock.instant();
        return switch (said) {
            case Written written when offersCode(written) -> link(written, now);
            case Written _ -> ignore(said, now);
            case Pressed pressed -> {
                ignore(said, now);
                yield pressed.in().allowed()
                        ? Answer.toast("Only linked people can press this. Ask your administrator for a code.")
                        : Answer.SILENCE;
            }
        };
    }

    /** In a group everybody would read the code. */
    private static boolean offersCode(Written written) {
        return written.in().alone() && !code(written).isEmpty();
    }

    private static String code(Written written) {
        return CommandLine.of(written.text())
                .filter(line -> LINKING.contains(line.name()))
                .map(CommandLine::rest)
                .orElse("");
    }

    private Answer link(Written written, Instant now) {
        if (strangers.ignored(written.by(), now)) {
            return ignore(written, now);
        }
        return links.use(code(written), written.by(), written.in())
                .map(person -> Answer.message(Content.of(
                        "You are linked as " + person.name() + "\n/help says what you can ask and do here.")))
                .orElseGet(() -> {
                    strangers.note(written.by(), now);
                    strangers.triedAWrongCode(written.by(), now);
                    return Answer.message(Content.of(WRONG));
                });
    }

    private Answer ignore(IncomingMessage said, Instant now) {
        strangers.note(said.by(), now);
        return Answer.SILENCE;
    }
}
