package org.resultsrelay.chat;

import org.resultsrelay.audit.Actor;
import org.resultsrelay.chat.people.Person;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;

/** What a linked person asks: the rest of a command's line, or a button's action. */
public record ChatRequest(Person by, ChatPlace in, String rest) {

    /** The person as the audit trail names them. */
    public Actor actor() {
        return by.actor(in);
    }

    /** The first word of the rest, such as a client's key; empty if there is none. */
    public String first() {
        return rest.split("\\s+", 2)[0];
    }

    /** What follows the first word. */
    public String second() {
        String[] parts = rest.split("\\s+", 2);
        return parts.length < 2 ? "" : parts[1].strip();
    }
}
