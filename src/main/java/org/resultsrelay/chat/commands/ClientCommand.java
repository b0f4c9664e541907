package org.resultsrelay.chat.commands;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.lasting;

import java.util.Locale;
import java.util.StringJoiner;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.clients.Backlog;
import org.resultsrelay.clients.Backlog.Standing;
import org.resultsrelay.clients.Client;
import org.resultsrelay.incidents.Mutes;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;

@Component
class ClientCommand implements CommandHandler {

    private final KnownClient known;
    private final Backlog backlog;
    private final Mutes mutes;
    private final Words words;

    ClientCommand(KnownClient known, Backlog backlog, Mutes mutes, Words words) {
        this.known = known;
        this.backlog = backlog;
        this.mutes = mutes;
        this.words = words;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.CLIENT;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return known.of(asked, command(), this::text);
    }

    /** Only the endpoint's host: the rest may hold a secret. */
    private String text(Client client) {
        Standing standing = backlog.of(client.id());
        ClientHealth mood = ClientHealth.of(client, standing.breaker().equals("open"), standing.waitingUsers());
        StringJoiner text = new StringJoiner("\n");
        text.add(mood.icon + " " + KnownClient.named(client) + ": " + mood.words);
        text.add("Server: " + client.endpointUrl().getHost());
        text.add("Waiting: " + waiting(standing));
        text.add("Breaker: " + standing.breaker().replace('_', ' '));
        if (client.pausedAt() != null) {
            text.add("Paused since " + words.day(client.pausedAt())
                    + (client.pauseReason() == null ? "" : ": " + OneLine.of(client.pauseReason())));
            text.add("/resume " + client.key() + " sends what waits");
        }
        mutes.summary(client).ifPresent(text::add);
        text.add("Counts: the " + client.policy().name().toLowerCase(Locale.ROOT) + " attempt of each test");
        return text.toString();
    }

    private static String waiting(Standing standing) {
        return standing.oldestUndeliveredAge() == null
                ? "nobody"
                : count(standing.waitingUsers(), "user") + ", the longest for "
                        + lasting(standing.oldestUndeliveredAge());
    }
}
