package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.OutboundMessage;

/** What every channel keeps; the test of a channel extends it and says how to read what arrived. */
public abstract class NotifierContract {

    protected abstract Notifier notifier();

    /** The plain texts that a person sees in the channel now, oldest first. */
    protected abstract List<String> seen();

    @Test
    void aNewMessageArrives() {
        assertThat(notifier().send(message("Trouble\nwith details"))).isInstanceOf(Delivered.class);
        assertThat(seen()).containsExactly("Trouble\nwith details");
    }

    @Test
    void aChangedMessageIsSeenWhereItCanBeEdited() {
        assumeThat(notifier().edits()).isTrue();
        String id = delivered("Trouble");
        assertThat(notifier().send(inPlaceOf(id, "Over"))).isInstanceOf(Delivered.class);
        assertThat(seen()).containsExactly("Over");
    }

    @Test
    void theSameTextAgainIsDeliveredAndSeenOnceWhereItCanBeEdited() {
        assumeThat(notifier().edits()).isTrue();
        String id = delivered("Trouble");
        assertThat(notifier().send(inPlaceOf(id, "Trouble"))).isInstanceOf(Delivered.class);
        assertThat(seen()).containsExactly("Trouble");
    }

    @Test
    void markupIsShownAsItWasWritten() {
        String text = "<b>&amp;</b> \"quoted\" <script> & 'so on' \uD83D\uDD34";
        delivered(text);
        assertThat(seen()).containsExactly(text);
    }

    @Test
    void aVeryLongTextIsDeliveredWithItsBeginning() {
        delivered("Trouble\n" + "<&>".repeat(5_000));
        assertThat(seen()).singleElement().asString().startsWith("Trouble\n<&><&>");
    }

    @Test
    void theThrottleLetsAFirstMessageGoAtOnceAndTwentyWithinMinutes() {
        Instant now = Instant.EPOCH;
        List<Throttle> throttles = notifier().throttles("any");
        assertThat(Throttle.next(throttles, List.of(), now)).isEqualTo(now);
        assertThat(Throttle.next(throttles, Collections.nCopies(20, now), now))
                .isBeforeOrEqualTo(now.plus(Duration.ofMinutes(5)));
    }

    protected static OutboundMessage message(String text) {
        return OutboundMessage.of("any", "key", MessageContent.of(text));
    }

    protected static OutboundMessage inPlaceOf(String messageId, String text) {
        return new OutboundMessage("any", "key", 2, MessageContent.of(text), messageId, null);
    }

    protected final String delivered(String text) {
        return assertInstanceOf(Delivered.class, notifier().send(message(text))).messageId();
    }
}
