package org.resultsrelay.chat.commands;

import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.incidents.IncidentActions.ActionResult;
import org.resultsrelay.incidents.Mutes;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

@Component
class UnmuteCommand implements CommandHandler {

    private final KnownClient known;
    private final Mutes mutes;

    UnmuteCommand(KnownClient known, Mutes mutes) {
        this.known = known;
        this.mutes = mutes;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.UNMUTE;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return asked.first().isEmpty()
                ? ChatReply.message(MessageContent.of(text(mutes.unmute(null, asked.actor()))))
                : known.of(asked, command(), client -> text(mutes.unmute(client, asked.actor())));
    }

    static String text(ActionResult result) {
        return "🔔 " + result.sentence();
    }
}
