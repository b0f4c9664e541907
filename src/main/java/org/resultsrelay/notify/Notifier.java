package org.resultsrelay.notify;

import java.time.Duration;

/** One channel to the administrator. A new channel is a new package with one of these; nothing else knows its vendor. */
public interface Notifier {

    /** The channel's name in the database, in the metrics and in the log. */
    String channel();

    /** How much one destination of this channel takes; edits count as messages do. */
    Throttle throttle(String destination);

    /** Whether what was delivered can be changed; if not, changes are not sent. */
    boolean edits();

    /**
     * Brings this message to the administrator: as a new one where it has no {@code messageId}, in place of that message
     * otherwise. Returns within 20 seconds and never throws for what the channel did.
     */
    SendOutcome tell(OutboundMessage outbound);

    /** What became of it. */
    sealed interface SendOutcome permits Delivered, RateLimited, NotDelivered, Unconfirmed, Missing {}

    /** The text stands there; {@code messageId} names it for later edits and means nothing to anyone but the channel. */
    record Delivered(String messageId) implements SendOutcome {}

    /** The whole destination asks for that much patience. It gets ten minutes at most: one answer must not silence all alerts. */
    record RateLimited(Duration retryAfter) implements SendOutcome {

        private static final Duration LONGEST = Duration.ofMinutes(10);

        public RateLimited {
            retryAfter = retryAfter.compareTo(LONGEST) < 0 ? retryAfter : LONGEST;
        }
    }

    /** Surely not delivered. {@code permanent}: nothing helps until a person does what the reason says. */
    record NotDelivered(String reason, boolean permanent) implements SendOutcome {}

    /** Perhaps delivered: it was handed over, and no proper answer came. */
    record Unconfirmed(String reason) implements SendOutcome {}

    /** What was to be edited does not stand there any more: it is to be sent as a new message. */
    record Missing() implements SendOutcome {}
}
