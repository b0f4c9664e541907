package org.resultsrelay.chat.answers;

import static org.resultsrelay.words.Words.count;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.chat.Ability;
import org.resultsrelay.chat.Asked;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.notify.Content;
import org.resultsrelay.notify.Counterpart.Answer;
import org.springframework.stereotype.Component;

/** The troubled ones first, as many as fit a phone. */
@Component
class ClientsAnswer implements Ability {

    private static final int SHOWN = 20;

    private final Clients clients;
    private final Deliveries deliveries;

    ClientsAnswer(Clients clients, Deliveries deliveries) {
        this.clients = clients;
        this.deliveries = deliveries;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.CLIENTS;
    }

    @Override
    public Answer answer(Asked asked) {
        Map<Long, Long> waiting = deliveries.waitingUsers();
        Set<Long> down = deliveries.down();
        List<Line> lines = clients.all().stream()
                .map(client -> new Line(client, down.contains(client.id()), waiting.getOrDefault(client.id(), 0L)))
                .sorted(Comparator.comparing(Line::mood)
                        .thenComparing(Comparator.comparingLong(Line::waiting).reversed()))
                .toList();
        String shown = lines.stream().limit(SHOWN).map(Line::text).collect(Collectors.joining("\n"));
        String more = lines.size() > SHOWN
                ? "\nand " + (lines.size() - SHOWN) + " more, the worst of them "
                        + lines.get(SHOWN).mood().icon
                : "";
        return Answer.message(Content.of(count(lines.size(), "client") + "\n" + shown + more));
    }

    private record Line(Client client, boolean down, long waiting) {

        Mood mood() {
            return Mood.of(client, down, waiting);
        }

        String text() {
            return mood().icon + " " + KnownClient.named(client)
                    + (waiting == 0 ? "" : ": " + count(waiting, "user") + " waiting");
        }
    }
}
