package org.resultsrelay.chat.answers;

import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.springframework.stereotype.Component;

@Component
class PauseAnswer implements CommandHandler {

    private final KnownClient known;
    private final ClientDeeds deeds;

    PauseAnswer(KnownClient known, ClientDeeds deeds) {
        this.known = known;
        this.deeds = deeds;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.PAUSE;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return known.of(asked, command(), client -> "⏸ " + deeds.pause(client, asked.second(), asked));
    }
}
