package org.resultsrelay.incidents.episode;

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

/** One episode of one trouble: opened once, gathering while it lasts, resolved once. */
@Entity
@Table(name = "incidents")
public class Incident {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, updatable = false)
    private String key;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private Kind kind;

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

    public Incident(Finding finding, long alertId) {
        Subject about = finding.client();
        this.key = finding.key();
        this.kind = finding.kind();
        this.alertId = alertId;
        this.client = about == null ? null : about.key();
        this.subject = finding.subject();
        this.openedAt = finding.since();
        this.lastSeenAt = finding.seen();
        this.paused = finding.paused();
        this.occurrences = finding.occurrences();
        this.usersAffected = finding.users();
        this.firstError = finding.error();
        this.lastError = finding.error();
    }

    /** Whether this tells more than is known; that it still goes on is worth a note only once in {@code every}. */
    public boolean learnsFrom(Finding finding, Duration every) {
        return finding.occurrences() > occurrences
                || finding.users() > usersAffected
                || finding.paused() != paused
                || !finding.error().equals(lastError)
                || !finding.seen().isBefore(lastSeenAt.plus(every));
    }

    /** Takes over what is known now. */
    public void gather(Finding finding) {
        requireOpen();
        lastSeenAt = finding.seen();
        occurrences = Math.max(occurrences, finding.occurrences());
        usersAffected = Math.max(usersAffected, finding.users());
        paused = finding.paused();
        lastError = finding.error();
    }

    /** It is over by itself. */
    public void resolve(Instant now) {
        requireOpen();
        resolvedAt = now;
    }

    /** Somebody says that it is over; until it has been gone once, it is not opened again. */
    public void dismiss(String by, Instant now) {
        resolve(now);
        resolvedBy = by;
        dismissed = true;
    }

    public void gone() {
        dismissed = false;
    }

    private void requireOpen() {
        if (resolvedAt != null) {
            throw new IllegalStateException("Incident " + id + " is resolved; new trouble is a new episode");
        }
    }

    public long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public long alertId() {
        return alertId;
    }

    public @Nullable String client() {
        return client;
    }

    public String subject() {
        return subject;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }

    public @Nullable Instant resolvedAt() {
        return resolvedAt;
    }

    public @Nullable String resolvedBy() {
        return resolvedBy;
    }

    public boolean dismissed() {
        return dismissed;
    }

    public boolean paused() {
        return paused;
    }

    /** Malformed input is over with the last of it, although it takes a while to be sure. */
    public Instant ended() {
        return kind == Kind.MALFORMED || resolvedAt == null ? lastSeenAt : resolvedAt;
    }

    public long occurrences() {
        return occurrences;
    }

    public long usersAffected() {
        return usersAffected;
    }

    public String firstError() {
        return firstError;
    }

    public String lastError() {
        return lastError;
    }
}
