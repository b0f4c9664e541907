package org.resultsrelay.chat.commands;

import org.resultsrelay.clients.Client;

/** The health of a client company, the worst first. */
enum ClientHealth {
    DOWN("🔴", "its server cannot be reached or fails"),
    PAUSED("⏸", "paused"),
    WAITING("🟡", "some users wait"),
    WELL("🟢", "all summaries have arrived");

    final String icon;
    final String words;

    ClientHealth(String icon, String words) {
        this.icon = icon;
        this.words = words;
    }

    static ClientHealth of(Client client, boolean down, long waiting) {
        if (client.paused()) {
            return PAUSED;
        }
        if (down) {
            return DOWN;
        }
        return waiting > 0 ? WAITING : WELL;
    }
}
