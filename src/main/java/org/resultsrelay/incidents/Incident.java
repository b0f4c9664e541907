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

/** One episode of one trouble: opened once, gathering while it lasts, resolved once. */
@Entity
@Table(name = "incidents")
class Incident {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, updatable = false)
    private String key;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private Kind kind;

    private @Nullable String client;
    private String subject;
    private Instant openedAt;
    private Instant lastSeenAt;
    private @Nullable Instant resolvedAt;
    private long occurrences;
    private long usersAffected;
    private String firstError;
    private String lastError;
    private Instant toldAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Incident() {}

    Incident(Finding finding, Instant now) {
        Subject about = finding.client();
        this.key = finding.key();
        this.kind = finding.kind();
        this.client = about == null ? null : about.key();
        this.subject = finding.subject();
        this.openedAt = finding.since();
        this.lastSeenAt = finding.seen();
        this.occurrences = finding.occurrences();
        this.usersAffected = finding.users();
        this.firstError = finding.error();
        this.lastError = finding.error();
        this.toldAt = now;
    }

    /** Takes over what is known now. */
    void gather(Finding finding) {
        requireOpen();
        lastSeenAt = finding.seen();
        occurrences = Math.max(occurrences, finding.occurrences());
        usersAffected = Math.max(usersAffected, finding.users());
        lastError = finding.error();
    }

    /** True once in each {@code every}; the caller then tells. */
    boolean dueToTell(Instant now, Duration every) {
        boolean due = !now.isBefore(toldAt.plus(every));
        toldAt = due ? now : toldAt;
        return due;
    }

    void resolve(Instant now) {
        requireOpen();
        resolvedAt = now;
    }

    private void requireOpen() {
        if (resolvedAt != null) {
            throw new IllegalStateException("Incident " + id + " is resolved; new trouble is a new episode");
        }
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    String key() {
        return key;
    }

    Kind kind() {
        return kind;
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

    Instant lastSeenAt() {
        return lastSeenAt;
    }

    @Nullable
    Instant resolvedAt() {
        return resolvedAt;
    }

    /** Malformed input is over with the last of it, although it takes a while to be sure. */
    Instant ended() {
        return kind == Kind.MALFORMED || resolvedAt == null ? lastSeenAt : resolvedAt;
    }

    long occurrences() {
        return occurrences;
    }

    long usersAffected() {
        return usersAffected;
    }

    String firstError() {
        return firstError;
    }

    String lastError() {
        return lastError;
    }
}
