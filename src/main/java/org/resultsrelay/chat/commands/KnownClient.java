package org.resultsrelay.chat.commands;

import java.util.function.Function;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/** The client that a command names first, or an answer that says how to name one. */
@Component
class KnownClient {

    private final Clients clients;

    KnownClient(Clients clients) {
        this.clients = clients;
    }

    ChatReply of(ChatRequest asked, ChatCommand command, Function<Client, String> answer) {
        return with(asked, command, client -> ChatReply.message(MessageContent.of(answer.apply(client))));
    }

    ChatReply with(ChatRequest asked, ChatCommand command, Function<Client, ChatReply> answer) {
        return asked.first().isEmpty()
                ? ChatReply.message(
                        MessageContent.of("Name a client company: " + command.usage() + "\n/clients lists them."))
                : clients.find(asked.first()).map(answer).orElseGet(() -> unknown(asked.first()));
    }

    private static ChatReply unknown(String key) {
        return ChatReply.message(
                MessageContent.of("There is no client \"" + OneLine.of(key) + "\".\n/clients lists them."));
    }

    static String named(Client client) {
        return OneLine.of(client.name()) + " (" + client.key() + ")";
    }
}
