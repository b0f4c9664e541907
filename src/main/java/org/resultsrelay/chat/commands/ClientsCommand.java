package org.resultsrelay.chat.commands;

import static org.resultsrelay.text.Words.count;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.resultsrelay.chat.ButtonHandler;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.PagedList;
import org.springframework.stereotype.Component;

/** Lists clients with trouble first, as many at a time as fit on a phone. */
@Component
class ClientsCommand implements CommandHandler, ButtonHandler {

    private static final String CODE = "cli";
    private static final int SHOWN = 20;

    private final Clients clients;
    private final Deliveries deliveries;
    private final Screens screens;

    ClientsCommand(Clients clients, Deliveries deliveries, Screens screens) {
        this.clients = clients;
        this.deliveries = deliveries;
        this.screens = screens;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.CLIENTS;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return screens.open(asked, CODE, this::page);
    }

    @Override
    public Optional<ChatReply> press(ChatRequest pressed) {
        return screens.turn(pressed, CODE, this::page);
    }

    private MessageContent page(int page, IntFunction<String> turn) {
        PagedList<Line> lines = new PagedList<>(lines(), page, SHOWN);
        String shown = lines.shown().stream().map(line -> "\n" + line.text()).collect(Collectors.joining());
        return MessageContent.of(count(lines.all().size(), "client") + shown + lines.position())
                .with(lines.buttons(turn));
    }

    private List<Line> lines() {
        Map<Long, Long> waiting = deliveries.waitingUsers();
        Set<Long> down = deliveries.down();
        return clients.all().stream()
                .map(client -> new Line(client, down.contains(client.id()), waiting.getOrDefault(client.id(), 0L)))
                .sorted(Comparator.comparing(Line::mood)
                        .thenComparing(Comparator.comparingLong(Line::waiting).reversed()))
                .toList();
    }

    private record Line(Client client, boolean down, long waiting) {

        ClientHealth mood() {
            return ClientHealth.of(client, down, waiting);
        }

        String text() {
            return mood().icon + " " + KnownClient.named(client)
                    + (waiting == 0 ? "" : ": " + count(waiting, "user") + " waiting");
        }
    }
}
