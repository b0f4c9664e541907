package org.resultsrelay.incidents;

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
import org.resultsrelay.incidents.IncidentsProperties.Grouping;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.text.Words;

/** What the administrator is told of, in one message at a time: incidents of one kind and cause that began together. */
@Entity
@Table(name = "alerts")
@SuppressWarnings("UnusedVariable") // some columns are read by statements and people alone
class Alert {

    /** It follows from an alert's times and from what people did, and is stored nowhere. */
    enum AlertState {
        /** Nothing is said yet: more may join, or it may be over before it is told. */
        GATHERING,
        /** It was told, and nobody has said that they know. */
        TOLD,
        /** Somebody said "later". */
        SNOOZED,
        /** Somebody takes care of it: it is not told again. */
        ACKNOWLEDGED,
        OVER
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private TroubleKind kind;

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

    /** Opens with its first incident, to be told at {@code tellAt}. */
    Alert(Trouble first, Instant now, Instant tellAt, Grouping grouping) {
        this.kind = first.kind();
        this.cause = first.cause();
        this.openedAt = first.since();
        this.joinedAt = now;
        this.dueAt = now;
        isToldAt(tellAt, grouping);
    }

    /** Nobody has been told anything yet, and will be then. */
    final void isToldAt(Instant time, Grouping grouping) {
        tellAt = time;
        repeatAt = time.plus(grouping.repeatAfter());
    }

    /**
     * Whether this is told together with the others: the same, so soon after them, and nobody has seen to them yet.
     * {@code wouldBeToldAt}: when it would be told alone. A muted one must not be told before, and nothing waits for a muted one.
     */
    boolean takes(Trouble trouble, Instant now, Instant wouldBeToldAt, Grouping grouping) {
        boolean muted = wouldBeToldAt.isAfter(now.plus(grouping.firstAfter()));
        return trouble.kind() == kind
                && trouble.cause().equals(cause)
                && now.isBefore(joinedAt.plus(grouping.joinWithin()))
                && switch (state(now)) {
                    case GATHERING -> muted ? tellAt.equals(wouldBeToldAt) : !tellAt.isAfter(wouldBeToldAt);
                    case TOLD -> !muted;
                    case SNOOZED, ACKNOWLEDGED, OVER -> false;
                };
    }

    void join(Trouble trouble, Instant now) {
        requireOpen();
        joinedAt = now;
        openedAt = trouble.since().isBefore(openedAt) ? trouble.since() : openedAt;
    }

    AlertState state(Instant now) {
        if (overAt != null) {
            return AlertState.OVER;
        }
        if (acknowledgedAt != null) {
            return AlertState.ACKNOWLEDGED;
        }
        if (snoozedUntil != null && now.isBefore(snoozedUntil)) {
            return AlertState.SNOOZED;
        }
        return now.isBefore(tellAt) ? AlertState.GATHERING : AlertState.TOLD;
    }

    /** This is what it says now; it is looked at again at {@code next}, or when it is to be told again. */
    void says(String text, Instant now, Instant next) {
        body = text;
        dueAt = repeatAt != null && repeatAt.isAfter(now) && repeatAt.isBefore(next) ? repeatAt : next;
    }

    boolean isDue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /** Something changed that should not wait for its next turn. */
    void isNews(Instant now) {
        dueAt = dueAt == null || now.isBefore(dueAt) ? now : dueAt;
    }

    boolean isToBeRepeated(Instant now) {
        return overAt == null && repeatAt != null && !now.isBefore(repeatAt);
    }

    /** From now on another message is the one that is edited. */
    void repeats(Instant now, Grouping grouping) {
        requireOpen();
        telling++;
        repeatAt = now.plus(grouping.repeatAfter());
        snoozedUntil = null;
        snoozedBy = null;
    }

    void acknowledge(String by, Instant now) {
        requireOpen();
        acknowledgedAt = now;
        acknowledgedBy = by;
        repeatAt = null;
    }

    void snooze(String by, Instant until) {
        requireOpen();
        snoozedUntil = until;
        snoozedBy = by;
        repeatAt = until;
    }

    /**
     * {@code saidUnder}: the key of the message that says so; null when nobody was ever told anything. {@code next}: when to see
     * whether some users still wait for what could not be sent meanwhile; null where that cannot be.
     */
    void end(Instant now, String closing, @Nullable String saidUnder, @Nullable Instant next) {
        requireOpen();
        overAt = now;
        body = closing;
        closingKey = saidUnder;
        repeatAt = null;
        dueAt = next;
    }

    /** When to see again whether some users still wait; null: no more. */
    void awaitsTheLast(@Nullable Instant next) {
        dueAt = next;
    }

    void caughtUp(Instant now, String closing) {
        caughtUpAt = now;
        body = closing;
        dueAt = null;
    }

    private void requireOpen() {
        if (overAt != null) {
            throw new IllegalStateException("Alert " + id + " is over; new trouble is a new alert");
        }
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    TroubleKind kind() {
        return kind;
    }

    String cause() {
        return cause;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant tellAt() {
        return tellAt;
    }

    String body() {
        return body;
    }

    /** Which of its messages is the one that is edited, from 1. */
    int telling() {
        return telling;
    }

    /** The messages about it belong together. */
    String family() {
        return "alert:" + id();
    }

    /** The message that is edited while it lasts. */
    String liveKey() {
        return family() + ":" + telling;
    }

    /** By whom and when, as people say it. */
    String acknowledged(Words words) {
        return "acknowledged by " + acknowledgedBy + ", " + words.minute(Objects.requireNonNull(acknowledgedAt));
    }

    /** By whom and until when, as people say it. */
    String snoozed(Words words) {
        return "snoozed by " + snoozedBy + " until " + words.minute(Objects.requireNonNull(snoozedUntil));
    }

    @Nullable
    Instant overAt() {
        return overAt;
    }

    @Nullable
    String closingKey() {
        return closingKey;
    }
}
