package org.resultsrelay.access;

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

/** A token as it is stored: its client, scope and expiry, and the hash by which it is found. */
@Entity
@Table(name = "access_tokens")
class AccessToken {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private @Nullable Long clientId;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    @Enumerated(EnumType.STRING)
    private Scope scope;

    @Column(nullable = false)
    private String tokenHash;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected AccessToken() {}

    AccessToken(long clientId, String name, Scope scope, String tokenHash, Instant createdAt) {
        this.clientId = clientId;
        this.name = name;
        this.scope = scope;
        this.tokenHash = tokenHash;
        this.createdAt = createdAt;
    }

    void expireAt(@Nullable Instant end) {
        expiresAt = end;
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    String name() {
        return name;
    }

    Scope scope() {
        return scope;
    }

    String tokenHash() {
        return tokenHash;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    Known known() {
        return new Known(new Caller(id(), name, clientId, scope), expiresAt);
    }

    /** What the cache holds of a token. */
    record Known(Caller caller, @Nullable Instant expiresAt) {

        boolean validAt(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }
}
