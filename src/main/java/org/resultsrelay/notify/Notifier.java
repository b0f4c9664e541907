package org.resultsrelay.notify;

import java.time.Duration;

/** One channel to the administrator. A new channel is a new package with one of these; nothing else knows its vendor. */
public interface Notifier {

    /** The channel's name in the database, in the metrics and in the log. */
    String channel();

    /** The least time between two messages of this channel. */
    Duration pace();

    /**
     * Brings this message to the administrator: as a new one where it has no {@code messageId}, in place of that message
     * otherwise. Returns within 20 seconds and never throws for what the channel did.
     */
    Sent tell(Letter letter);

    /** What became of it. */
    sealed interface Sent permits Delivered, Throttled, Failed {}

    /** The text stands there; {@code messageId} names it for later edits and means nothing to anyone but the channel. */
    record Delivered(String messageId) implements Sent {}

    /** The whole channel asks for that much patience. */
    record Throttled(Duration retryAfter) implements Sent {}

    /** Not delivered, or not known to be. {@code permanent}: nothing helps until a person does what the reason says. */
    record Failed(String reason, boolean permanent) implements Sent {}
}
