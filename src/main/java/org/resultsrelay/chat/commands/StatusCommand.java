package org.resultsrelay.chat.commands;

import static org.resultsrelay.text.Words.count;

import java.time.Clock;
import java.util.Map;
import java.util.StringJoiner;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.incidents.IncidentQueries;
import org.resultsrelay.incidents.Mutes;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;

@Component
class StatusCommand implements CommandHandler {

    private final Clients clients;
    private final Deliveries deliveries;
    private final IncidentQueries incidents;
    private final Mutes mutes;
    private final Words words;
    private final Clock clock;

    StatusCommand(
            Clients clients, Deliveries deliveries, IncidentQueries incidents, Mutes mutes, Words words, Clock clock) {
        this.clients = clients;
        this.deliveries = deliveries;
        this.incidents = incidents;
        this.mutes = mutes;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.STATUS;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        int open = incidents.openAlerts();
        StringJoiner text = new StringJoiner("\n");
        text.add(open == 0 ? "🟢 No trouble" : "🔴 " + count(open, "open alert") + ": /incidents");
        text.add(clients());
        text.add(waiting());
        mutes.summary().ifPresent(text::add);
        text.add("As of " + words.hour(clock.instant()));
        return ChatReply.message(MessageContent.of(text.toString()));
    }

    private String clients() {
        long paused = clients.all().stream().filter(Client::paused).count();
        int down = deliveries.down().size();
        return "Clients: " + Words.number(clients.all().size()) + (paused == 0 ? "" : ", " + paused + " paused")
                + (down == 0 ? "" : ", " + down + " not reachable");
    }

    private String waiting() {
        Map<Long, Long> waiting = deliveries.waitingUsers();
        long users = waiting.values().stream().mapToLong(Long::longValue).sum();
        return users == 0
                ? "Waiting: nobody, all summaries have arrived"
                : "Waiting: " + count(users, "user") + " of " + count(waiting.size(), "client");
    }
}
