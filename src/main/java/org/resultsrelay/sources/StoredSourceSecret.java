package org.resultsrelay.sources;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A platform's secret, encrypted. The newest has no end; earlier ones count until their overlap ends. */
@Entity
@Table(name = "source_secrets")
class StoredSourceSecret {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false)
    private byte[] sealed;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant validUntil;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredSourceSecret() {}

    StoredSourceSecret(byte[] sealed, Instant createdAt) {
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
