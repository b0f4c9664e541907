package org.resultsrelay.chat.commands;

import static org.resultsrelay.text.Words.count;

import org.resultsrelay.audit.Audit;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/** Changes a client on a command or button; the answer shows the current state. */
@Component
class ClientControls {

    private final Clients clients;
    private final Deliveries deliveries;
    private final Audit audit;

    ClientControls(Clients clients, Deliveries deliveries, Audit audit) {
        this.clients = clients;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    /** Without a reason, the person's name is the reason. */
    String pause(Client client, String reason, ChatRequest asked) {
        if (client.paused()) {
            String why = client.pauseReason();
            return KnownClient.named(client) + " is paused already" + (why == null ? "." : ": " + OneLine.of(why));
        }
        String by = "by " + asked.by().shown();
        String shown = reason.isBlank() ? by : OneLine.of(reason) + " (" + by + ")";
        clients.pause(client.id(), shown);
        audit.record(asked.actor(), "pauseClient", "client:" + client.key(), shown);
        return KnownClient.named(client) + " is paused " + by + ". Its users wait.";
    }

    String resume(Client client, ChatRequest asked) {
        if (!client.paused()) {
            return KnownClient.named(client) + " is not paused.";
        }
        clients.resume(client.id());
        audit.record(asked.actor(), "resumeClient", "client:" + client.key(), "");
        return KnownClient.named(client) + " is resumed by " + asked.by().shown() + ". What waits is sent now.";
    }

    String tryNow(Client client, ChatRequest asked) {
        if (client.paused()) {
            return KnownClient.named(client) + " is paused: resume it first.";
        }
        int users = deliveries.tryNow(client.id());
        audit.record(asked.actor(), "retryClient", "client:" + client.key(), count(users, "user"));
        return "Trying " + KnownClient.named(client) + " again now"
                + (users == 0 ? "." : ", and " + count(users, "user") + " at once.");
    }
}
