package org.resultsrelay.chat.people;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;

/**
 * A linked person: {@code name} is what an administrator calls them, {@code username} what they call themselves in the
 * chat.
 */
public record Person(
        long id, long telegramId, String name, @Nullable String username) {

    /** As messages name them. */
    public String shown() {
        return username == null ? name : "@" + username;
    }

    /** As the audit trail names them: a username alone may change hands. */
    public Actor actor(ChatPlace in) {
        return new Actor(shown(), Actor.Via.CHAT, in.destination() + " by " + telegramId + " (" + name + ")");
    }
}
