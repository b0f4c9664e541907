package org.resultsrelay.chat.answers;

import java.util.Optional;
import org.resultsrelay.chat.Ability;
import org.resultsrelay.chat.Asked;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.Pressable;
import org.resultsrelay.incidents.IncidentDesk;
import org.resultsrelay.notify.ChatHandler.Answer;
import org.springframework.stereotype.Component;

@Component
class IncidentsAnswer implements Ability, Pressable {

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
    public Answer answer(Asked asked) {
        return screens.open(asked, CODE, desk::list);
    }

    @Override
    public Optional<Answer> press(Asked pressed) {
        return screens.turn(pressed, CODE, desk::list);
    }
}
