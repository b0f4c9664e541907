package org.resultsrelay.notify;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.notify.Notification.Urgency;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door: say what the administrator should be reading under a key, and the first channel is brought there, as one
 * message that is edited in place. A channel that has been told of its family, because the one before it failed, follows.
 */
@Component
public class Notifications {

    private final Outbox outbox;
    private final Channels channels;
    private final NotifyProperties properties;
    private final Clock clock;

    Notifications(Outbox outbox, Channels channels, NotifyProperties properties, Clock clock) {
        this.outbox = outbox;
        this.channels = channels;
        this.properties = properties;
        this.clock = clock;
    }

    /** Wants this under its key, in the caller's transaction. The same again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Notification post) {
        post(post, outbox.channelsOf(post.family()));
    }

    private void post(Notification post, Collection<String> told) {
        List<String> names = channels.names();
        names.stream()
                .filter(channel -> channel.equals(names.getFirst()) || told.contains(channel))
                .forEach(channel -> outbox.want(post, channel, clock.instant()));
    }

    /** As {@link #post(Notification)}; where the unstored message was delivered, this takes its place. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Notification post, UnstoredMessage before) {
        post(post, before.messageIds().keySet());
        before.messageIds()
                .forEach((channel, messageId) ->
                        outbox.stands(post.key(), channel, messageId, before.toldSince(channel)));
    }

    /** Says something in one place of a channel, such as the chat in which somebody asked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reply(String destination, String key, MessageContent content) {
        outbox.want(new Notification(key, key, content, Urgency.REPLY, null), destination, clock.instant());
    }

    /** Somebody else has just written this in one place of a channel: what is written there from now on stands behind it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void seen(String destination, String name) {
        outbox.seen(destination, name, clock.instant());
    }

    /** Forgets what nobody has been told yet and still waits for its time; true if it is as if it had never been wanted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(String key) {
        return outbox.withdraw(key, clock.instant());
    }

    /** Whether any channel has it, or may have it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean told(String key) {
        return outbox.told(key);
    }

    /** A message for the time when nothing can be stored. */
    public UnstoredMessage unstored() {
        return new UnstoredMessage(channels, properties.escalateAfter());
    }
}
