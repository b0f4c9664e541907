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

/** What the administrator reads in one message: incidents of one kind and cause that began together. */
@Entity
@Table(name = "alerts")
@SuppressWarnings("UnusedVariable") // some columns are read by statements and people alone
class Alert {

    /** Worked out from the alert's times and from what people did; not stored. */
    enum AlertState {
        /** Nobody has been told yet. More incidents may join, or all may be over before the first message. */
        PENDING,
        /** People have been told, and nobody has reacted. */
        TOLD,
        /** Somebody said "later". */
        SNOOZED,
        /** Somebody takes care of it, so it is not repeated. */
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

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Alert() {}

    /** Opens with its first incident, to be told at {@code tellAt}. */
    Alert(Trouble first, Instant now, Instant tellAt, Grouping grouping) {
        this.kind = first.kind();
        this.cause = first.cause();
        this.openedAt = first.since();
        this.joinedAt = now;
        this.dueAt = now;
        scheduleFirst(tellAt, grouping);
    }

    /** Sets when the first message is sent. */
    final void scheduleFirst(Instant time, Grouping grouping) {
        tellAt = time;
        repeatAt = time.plus(grouping.repeatAfter());
    }

    /**
     * Whether this joins the alert: same kind and cause, soon after the last one, and nobody has reacted yet. {@code
     * aloneAt} is when it would be told in an alert of its own: a muted trouble must not be told earlier, and an
     * unmuted one must not wait for a muted one.
     */
    boolean accepts(Trouble trouble, Instant now, Instant aloneAt, Grouping grouping) {
        boolean muted = aloneAt.isAfter(now.plus(grouping.firstAfter()));
        return trouble.kind() == kind
                && trouble.cause().equals(cause)
                && now.isBefore(joinedAt.plus(grouping.joinWithin()))
                && switch (state(now)) {
                    case PENDING -> muted ? tellAt.equals(aloneAt) : !tellAt.isAfter(aloneAt);
                    case TOLD -> !muted;
                    case SNOOZED, ACKNOWLEDGED, OVER -> false;
                };
    }

    /** The first message is composed anew at once; one that people have already changes at its usual pace. */
    void join(Trouble trouble, Instant now) {
        requireOpen();
        joinedAt = now;
        openedAt = trouble.since().isBefore(openedAt) ? trouble.since() : openedAt;
        if (state(now) == AlertState.PENDING) {
            makeDue(now);
        }
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
        return now.isBefore(tellAt) ? AlertState.PENDING : AlertState.TOLD;
    }

    /**
     * Stores the newest text. The alert is reviewed again at {@code next}, or earlier if it is to be repeated earlier.
     */
    void updateText(String text, Instant now, Instant next) {
        body = text;
        dueAt = repeatAt != null && repeatAt.isAfter(now) && repeatAt.isBefore(next) ? repeatAt : next;
    }

    boolean isDue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /** Has the alert reviewed at the next look. */
    void makeDue(Instant now) {
        dueAt = dueAt == null || now.isBefore(dueAt) ? now : dueAt;
    }

    boolean isRepeatDue(Instant now) {
        return overAt == null && repeatAt != null && !now.isBefore(repeatAt);
    }

    /** From now on a new message is edited in place of the old one. */
    void beginRepeat(Instant now, Grouping grouping) {
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
     * {@code saidUnder} is the key of the closing message, null if nobody was ever told. {@code next} is when to check
     * whether the backlog is delivered, null if there is none.
     */
    void end(Instant now, String closing, @Nullable String saidUnder, @Nullable Instant next) {
        requireOpen();
        overAt = now;
        body = closing;
        closingKey = saidUnder;
        repeatAt = null;
        dueAt = next;
    }

    /** When to check the backlog again; null: no more. */
    void checkBacklogAt(@Nullable Instant next) {
        dueAt = next;
    }

    void caughtUp(String closing) {
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

    /** Which of its messages is edited now, counted from 1. */
    int telling() {
        return telling;
    }

    /** All messages of the alert belong to this family. */
    String family() {
        return "alert:" + id();
    }

    /** The key of the message that is edited while the trouble lasts. */
    String liveKey() {
        return family() + ":" + telling;
    }

    /** By whom and when, for people. */
    String acknowledged(Words words) {
        return "acknowledged by " + acknowledgedBy + ", " + words.minute(Objects.requireNonNull(acknowledgedAt));
    }

    /** By whom and until when, for people. */
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
