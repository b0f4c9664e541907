package org.resultsrelay.notify;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door: say what the administrator should be reading under a key, and every channel is brought there, as one
 * message that is edited in place. Texts are plain; the first line is the headline.
 */
@Component
public class Notifications {

    private final Wanted wanted;
    private final Channels channels;
    private final Clock clock;

    Notifications(Wanted wanted, Channels channels, Clock clock) {
        this.wanted = wanted;
        this.channels = channels;
        this.clock = clock;
    }

    /** Wants this text under this key, in the caller's transaction. The same text again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(String key, String text) {
        channels.all().forEach(notifier -> wanted.want(key, notifier.channel(), text, clock.instant()));
    }

    /** As {@link #post(String, String)}; where the unstored message was delivered, the text takes its place. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(String key, String text, Unstored before) {
        post(key, text);
        before.messageIds().forEach((channel, messageId) -> wanted.stands(key, channel, messageId));
    }

    /** A message for the time when nothing can be stored. */
    public Unstored unstored() {
        return new Unstored(channels);
    }
}
