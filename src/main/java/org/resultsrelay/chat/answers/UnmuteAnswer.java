package org.resultsrelay.chat.answers;

import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.incidents.IncidentDesk;
import org.resultsrelay.incidents.IncidentDesk.Reaction;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

@Component
class UnmuteAnswer implements CommandHandler {

    private final KnownClient known;
    private final IncidentDesk desk;

    UnmuteAnswer(KnownClient known, IncidentDesk desk) {
        this.known = known;
        this.desk = desk;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.UNMUTE;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return asked.first().isEmpty()
                ? ChatReply.message(MessageContent.of(text(desk.unmute(asked.actor()))))
                : known.of(asked, command(), client -> text(desk.unmute(client, asked.actor())));
    }

    static String text(Reaction reaction) {
        return "🔔 " + reaction.sentence();
    }
}
