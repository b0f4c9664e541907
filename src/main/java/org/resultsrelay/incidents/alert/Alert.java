package org.resultsrelay.incidents.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Kind;

/** What the administrator is told of, in one message at a time: episodes of one kind and cause that began together. */
@Entity
@Table(name = "alerts")
public class Alert {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private Kind kind;

    @Column(updatable = false)
    private String cause;

    private Instant openedAt;
    private Instant joinedAt;
    private Instant tellAt;
    private @Nullable Instant dueAt;
    private int telling = 1;
    private String body = "";
    private @Nullable Instant repeatAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant snoozedUntil;
    private @Nullable String snoozedBy;
    private @Nullable Instant overAt;
    private @Nullable String closingKey;
    private @Nullable Instant caughtUpAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Alert() {}

    /** Opens with its first episode, to be told of at {@code tellAt}. */
    public Alert(Finding first, Instant now, Instant tellAt, Grouping grouping) {
        this.kind = first.kind();
        this.cause = first.cause();
        this.openedAt = first.since();
        this.joinedAt = now;
        this.dueAt = now;
        isToldAt(tellAt, grouping);
    }

    /** Nobody has been told anything yet, and will be then. */
    public final void isToldAt(Instant time, Grouping grouping) {
        tellAt = time;
        repeatAt = time.plus(grouping.repeatAfter());
    }

    /**
     * Whether this is told of together with the others: the same, so soon after them, and nobody has seen to them yet.
     * {@code wouldBeToldAt}: when it would be told alone. A muted one must not be told before, and nothing waits for a muted one.
     */
    public boolean takes(Finding finding, Instant now, Instant wouldBeToldAt, Grouping grouping) {
        boolean muted = wouldBeToldAt.isAfter(now.plus(grouping.firstAfter()));
        return finding.kind() == kind
                && finding.cause().equals(cause)
                && now.isBefore(joinedAt.plus(grouping.joinWithin()))
                && switch (phase(now)) {
                    case GATHERING -> muted ? tellAt.equals(wouldBeToldAt) : !tellAt.isAfter(wouldBeToldAt);
                    case TOLD -> !muted;
                    case SNOOZED, ACKNOWLEDGED, OVER -> false;
                };
    }

    public void join(Finding finding, Instant now) {
        requireOpen();
        joinedAt = now;
        openedAt = finding.since().isBefore(openedAt) ? finding.since() : openedAt;
    }

    public Phase phase(Instant now) {
        if (overAt != null) {
            return Phase.OVER;
        }
        if (acknowledgedAt != null) {
            return Phase.ACKNOWLEDGED;
        }
        if (snoozedUntil != null && now.isBefore(snoozedUntil)) {
            return Phase.SNOOZED;
        }
        return now.isBefore(tellAt) ? Phase.GATHERING : Phase.TOLD;
    }

    /** This is what it says now; it is looked at again at {@code next}, or when it is to be told again. */
    public void says(String text, Instant now, Instant next) {
        body = text;
        dueAt = repeatAt != null && repeatAt.isAfter(now) && repeatAt.isBefore(next) ? repeatAt : next;
    }

    public boolean isDue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /** Something changed that should not wait for its next turn. */
    public void isNews(Instant now) {
        dueAt = dueAt == null || now.isBefore(dueAt) ? now : dueAt;
    }

    public boolean isToBeRepeated(Instant now) {
        return overAt == null && repeatAt != null && !now.isBefore(repeatAt);
    }

    /** From now on another message is the one that is edited. */
    public void repeats(Instant now, Grouping grouping) {
        requireOpen();
        telling++;
        repeatAt = now.plus(grouping.repeatAfter());
        snoozedUntil = null;
        snoozedBy = null;
    }

    public void acknowledge(String by, Instant now) {
        requireOpen();
        acknowledgedAt = now;
        acknowledgedBy = by;
        repeatAt = null;
    }

    public void snooze(String by, Instant until) {
        requireOpen();
        snoozedUntil = until;
        snoozedBy = by;
        repeatAt = until;
    }

    /**
     * {@code saidUnder}: the key of the message that says so; null when nobody was ever told anything. {@code next}: when to see
     * whether some users still wait for what could not be sent meanwhile; null where that cannot be.
     */
    public void end(Instant now, String closing, @Nullable String saidUnder, @Nullable Instant next) {
        requireOpen();
        overAt = now;
        body = closing;
        closingKey = saidUnder;
        repeatAt = null;
        dueAt = next;
    }

    /** When to see again whether some users still wait; null: no more. */
    public void awaitsTheLast(@Nullable Instant next) {
        dueAt = next;
    }

    public void caughtUp(Instant now, String closing) {
        caughtUpAt = now;
        body = closing;
        dueAt = null;
    }

    private void requireOpen() {
        if (overAt != null) {
            throw new IllegalStateException("Alert " + id + " is over; new trouble is a new alert");
        }
    }

    public long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public Kind kind() {
        return kind;
    }

    public String cause() {
        return cause;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant tellAt() {
        return tellAt;
    }

    public String body() {
        return body;
    }

    public int telling() {
        return telling;
    }

    /** The messages about it belong together. */
    public String family() {
        return "alert:" + id();
    }

    /** The message that is edited while it lasts. */
    public String liveKey() {
        return family() + ":" + telling;
    }

    public @Nullable Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    public @Nullable String acknowledgedBy() {
        return acknowledgedBy;
    }

    public @Nullable Instant snoozedUntil() {
        return snoozedUntil;
    }

    public @Nullable String snoozedBy() {
        return snoozedBy;
    }

    public @Nullable Instant overAt() {
        return overAt;
    }

    public @Nullable Instant caughtUpAt() {
        return caughtUpAt;
    }

    public @Nullable String closingKey() {
        return closingKey;
    }
}
