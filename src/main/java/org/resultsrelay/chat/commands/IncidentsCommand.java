package org.resultsrelay.chat.commands;

import java.util.Optional;
import org.resultsrelay.chat.ButtonHandler;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.incidents.IncidentQueries;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.springframework.stereotype.Component;

@Component
class IncidentsCommand implements CommandHandler, ButtonHandler {

    private static final String CODE = "inc";

    private final IncidentQueries incidents;
    private final Screens screens;

    IncidentsCommand(IncidentQueries incidents, Screens screens) {
        this.incidents = incidents;
        this.screens = screens;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.INCIDENTS;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return screens.open(asked, CODE, incidents::list);
    }

    @Override
    public Optional<ChatReply> press(ChatRequest pressed) {
        return screens.turn(pressed, CODE, incidents::list);
    }
}
