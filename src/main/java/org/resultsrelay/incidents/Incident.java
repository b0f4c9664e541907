package org.resultsrelay.incidents;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.incidents.trouble.TroubleKind;

/** One trouble from its beginning to its end: opened once, updated while it lasts, resolved once. */
@Entity
@Table(name = "incidents")
@SuppressWarnings("UnusedVariable") // some columns are read by statements alone
class Incident {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, updatable = false)
    private String key;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private TroubleKind kind;

    @Column(updatable = false)
    private long alertId;

    private @Nullable String client;
    private String subject;
    private Instant openedAt;
    private Instant lastSeenAt;
    private @Nullable Instant resolvedAt;
    private @Nullable String resolvedBy;
    private boolean dismissed;
    private boolean paused;
    private long occurrences;
    private long usersAffected;
    private String firstError;
    private String lastError;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Incident() {}

    Incident(Trouble trouble, long alertId) {
        AffectedClient about = trouble.client();
        this.key = trouble.key();
        this.kind = trouble.kind();
        this.alertId = alertId;
        this.client = about == null ? null : about.key();
        this.subject = trouble.subject();
        this.openedAt = trouble.since();
        this.lastSeenAt = trouble.seen();
        this.paused = trouble.paused();
        this.occurrences = trouble.occurrences();
        this.usersAffected = trouble.users();
        this.firstError = trouble.error();
        this.lastError = trouble.error();
    }

    /** Whether this tells more than is stored. That the trouble still lasts is stored at most once in {@code every}. */
    boolean isOutdatedBy(Trouble trouble, Duration every) {
        return trouble.occurrences() > occurrences
                || trouble.users() > usersAffected
                || trouble.paused() != paused
                || !trouble.error().equals(lastError)
                || !trouble.seen().isBefore(lastSeenAt.plus(every));
    }

    /** Stores what is known now. */
    void update(Trouble trouble) {
        requireOpen();
        lastSeenAt = trouble.seen().isAfter(lastSeenAt) ? trouble.seen() : lastSeenAt;
        occurrences = Math.max(occurrences, trouble.occurrences());
        usersAffected = Math.max(usersAffected, trouble.users());
        paused = trouble.paused();
        lastError = trouble.error();
    }

    /** Closes it, or if it was closed by hand, lets a new one be opened. */
    void troubleIsGone(Instant now) {
        if (isOpen()) {
            resolvedAt = now;
        } else {
            dismissed = false;
        }
    }

    /** Somebody closed it by hand. No new incident is opened until the trouble was gone once. */
    void dismiss(String by, Instant now) {
        requireOpen();
        resolvedAt = now;
        resolvedBy = by;
        dismissed = true;
    }

    private void requireOpen() {
        if (resolvedAt != null) {
            throw new IllegalStateException("Incident " + id + " is resolved; new trouble is a new incident");
        }
    }

    /** Malformed input ended with the last one received, although it takes a while to be sure. */
    Instant ended() {
        return kind == TroubleKind.MALFORMED || resolvedAt == null ? lastSeenAt : resolvedAt;
    }

    /**
     * Whether users may still wait after the end. After closing by hand that may last for ever, and other kinds hold no
     * user up.
     */
    boolean mayLeaveBacklog() {
        return resolvedBy == null && (kind == TroubleKind.DELIVERY || kind == TroubleKind.FRESHNESS);
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    String key() {
        return key;
    }

    TroubleKind kind() {
        return kind;
    }

    long alertId() {
        return alertId;
    }

    @Nullable
    String client() {
        return client;
    }

    String subject() {
        return subject;
    }

    Instant openedAt() {
        return openedAt;
    }

    boolean isOpen() {
        return resolvedAt == null;
    }

    @Nullable
    Instant resolvedAt() {
        return resolvedAt;
    }

    @Nullable
    String resolvedBy() {
        return resolvedBy;
    }

    boolean paused() {
        return paused;
    }

    long occurrences() {
        return occurrences;
    }

    long usersAffected() {
        return usersAffected;
    }

    String lastError() {
        return lastError;
    }
}
