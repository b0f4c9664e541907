package org.resultsrelay.chat;

import org.resultsrelay.audit.Actor;
import org.resultsrelay.chat.people.Person;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;

/** What a linked person asks somewhere: the rest of a command's line, or a button's action. */
public record ChatRequest(Person by, ChatPlace in, String rest) {

    /** The same person, as the audit trail names them. */
    public Actor actor() {
        return by.actor(in);
    }

    /** The first word of the rest, such as a client's key; empty where there is none. */
    public String first() {
        return rest.split("\\s+", 2)[0];
    }

    /** What follows the first word. */
    public String second() {
        String[] parts = rest.split("\\s+", 2);
        return parts.length < 2 ? "" : parts[1].strip();
    }
}
