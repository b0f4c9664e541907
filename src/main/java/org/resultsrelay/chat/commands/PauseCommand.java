package org.resultsrelay.chat.commands;

import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.springframework.stereotype.Component;

@Component
class PauseCommand implements CommandHandler {

    private final KnownClient known;
    private final ClientControls controls;

    PauseCommand(KnownClient known, ClientControls controls) {
        this.known = known;
        this.controls = controls;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.PAUSE;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return known.of(asked, command(), client -> "⏸ " + controls.pause(client, asked.second(), asked));
    }
}
