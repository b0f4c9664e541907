package org.resultsrelay.chat.commands;

import java.util.StringJoiner;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.DeliveryStatus;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;

/** Answers "why hasn't it arrived?". */
@Component
class UserCommand implements CommandHandler {

    private final KnownClient known;
    private final Deliveries deliveries;
    private final Words words;

    UserCommand(KnownClient known, Deliveries deliveries, Words words) {
        this.known = known;
        this.deliveries = deliveries;
        this.words = words;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.USER;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return asked.second().isEmpty()
                ? known.of(asked, command(), client -> "Name a user too: /user " + client.key() + " u-17")
                : known.of(asked, command(), client -> text(client, asked.second()));
    }

    private String text(Client client, String userId) {
        String user = "User " + OneLine.of(userId) + " of " + KnownClient.named(client);
        return deliveries
                .why(client, userId)
                .map(why -> text(user, why))
                .orElse(user + " is not known\nNo result of this user has come yet, or the id is another.");
    }

    private String text(String user, DeliveryStatus why) {
        StringJoiner text = new StringJoiner("\n");
        text.add(user + ": " + why.state().replace('_', ' '));
        text.add(OneLine.of(why.sentence()));
        text.add("Revision: " + why.delivered() + " confirmed, " + why.wanted() + " wanted");
        if (why.waitingSince() != null) {
            text.add("Waiting since " + words.day(why.waitingSince()));
        }
        return text.toString();
    }
}
