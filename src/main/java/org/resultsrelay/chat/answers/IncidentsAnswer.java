package org.resultsrelay.chat.answers;

import java.util.Optional;
import org.resultsrelay.chat.ButtonHandler;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.incidents.IncidentDesk;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.springframework.stereotype.Component;

@Component
class IncidentsAnswer implements CommandHandler, ButtonHandler {

    private static final String CODE = "inc";

    private final IncidentDesk desk;
    private final Screens screens;

    IncidentsAnswer(IncidentDesk desk, Screens screens) {
        this.desk = desk;
        this.screens = screens;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.INCIDENTS;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return screens.open(asked, CODE, desk::list);
    }

    @Override
    public Optional<ChatReply> press(ChatRequest pressed) {
        return screens.turn(pressed, CODE, desk::list);
    }
}
