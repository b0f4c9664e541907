package org.resultsrelay.chat.answers;

import org.resultsrelay.chat.Ability;
import org.resultsrelay.chat.Asked;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.incidents.IncidentDesk;
import org.resultsrelay.notify.Counterpart.Answer;
import org.springframework.stereotype.Component;

@Component
class IncidentsAnswer implements Ability {

    private final IncidentDesk desk;

    IncidentsAnswer(IncidentDesk desk) {
        this.desk = desk;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.INCIDENTS;
    }

    @Override
    public Answer answer(Asked asked) {
        return Answer.message(desk.list(0));
    }
}
