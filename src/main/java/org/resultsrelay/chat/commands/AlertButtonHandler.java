package org.resultsrelay.chat.commands;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.resultsrelay.chat.ButtonHandler;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.AlertButton;
import org.resultsrelay.incidents.AlertButton.Press;
import org.resultsrelay.incidents.IncidentActions;
import org.resultsrelay.incidents.IncidentQueries;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.springframework.stereotype.Component;

/** The buttons under an alert. Their effect shows in the alert's own message, and the person is told at once. */
@Component
class AlertButtonHandler implements ButtonHandler {

    private static final Duration SNOOZE = Duration.ofHours(1);
    private static final int NAMED = 3;

    private final IncidentActions actions;
    private final IncidentQueries incidents;
    private final Clients clients;
    private final ClientControls controls;

    AlertButtonHandler(IncidentActions actions, IncidentQueries incidents, Clients clients, ClientControls controls) {
        this.actions = actions;
        this.incidents = incidents;
        this.clients = clients;
        this.controls = controls;
    }

    @Override
    public Optional<ChatReply> press(ChatRequest pressed) {
        return AlertButton.read(pressed.rest()).map(press -> answer(press, pressed));
    }

    private ChatReply answer(Press press, ChatRequest asked) {
        long alert = press.alert();
        return switch (press.button()) {
            case ACKNOWLEDGE ->
                ChatReply.toast(actions.acknowledge(alert, asked.actor()).sentence());
            case SNOOZE ->
                ChatReply.toast(actions.snooze(alert, SNOOZE, asked.actor()).sentence());
            case RETRY -> each(alert, client -> controls.tryNow(client, asked));
            case PAUSE -> each(alert, client -> controls.pause(client, "", asked));
            case RESUME -> each(alert, client -> controls.resume(client, asked));
            case DETAILS ->
                incidents
                        .details(alert, press.page())
                        .map(ChatReply::message)
                        .orElseGet(() -> ChatReply.toast("There is no such alert any more."));
        };
    }

    /** The clients whose trouble still lasts. */
    private ChatReply each(long alert, Function<Client, String> deed) {
        List<String> done = incidents.openClients(alert).stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .map(deed)
                .toList();
        return ChatReply.toast(
                done.isEmpty()
                        ? "That is over already: nothing is left to do."
                        : done.stream().limit(NAMED).collect(joining(" "))
                                + (done.size() > NAMED ? " And " + (done.size() - NAMED) + " more." : ""));
    }
}
