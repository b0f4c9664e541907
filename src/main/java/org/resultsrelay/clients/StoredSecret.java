package org.resultsrelay.clients;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An encrypted signing secret. The newest has no end; earlier ones sign until their overlap ends. */
@Entity
@Table(name = "client_secrets")
class StoredSecret {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false)
    private byte[] sealed;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant validUntil;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredSecret() {}

    StoredSecret(byte[] sealed, Instant createdAt) {
        this.sealed = sealed;
        this.createdAt = createdAt;
    }

    byte[] sealed() {
        return sealed;
    }

    boolean validAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    void endBy(Instant end) {
        if (validUntil == null) {
            validUntil = end;
        }
    }
}
