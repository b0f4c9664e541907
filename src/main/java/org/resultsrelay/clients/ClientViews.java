package org.resultsrelay.clients;

import org.resultsrelay.clients.Backlog.Standing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Shows a client together with its backlog, if that is known. */
@Component
class ClientViews {

    private static final Standing NOTHING_WAITS = new Standing(0, null, "closed");

    private final ObjectProvider<Backlog> backlog;

    ClientViews(ObjectProvider<Backlog> backlog) {
        this.backlog = backlog;
    }

    ClientView of(Client client) {
        Backlog told = backlog.getIfAvailable();
        return ClientView.of(client, told == null ? NOTHING_WAITS : told.of(client.id()));
    }
}
