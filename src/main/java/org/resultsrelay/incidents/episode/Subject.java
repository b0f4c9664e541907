package org.resultsrelay.incidents.episode;

import org.resultsrelay.clients.Client;
import org.resultsrelay.text.OneLine;

/** The client company that an episode is about. */
public record Subject(String key, String name) {

    public static Subject of(Client client) {
        return new Subject(client.key(), OneLine.of(client.name()));
    }

    @Override
    public String toString() {
        return name.equals(key) ? key : name + " (" + key + ")";
    }
}
