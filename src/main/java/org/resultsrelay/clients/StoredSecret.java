package org.resultsrelay.clients;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signing secret, sealed; the newest has no end, the earlier ones sign until their overlap is over. */
@Entity
@Table(name = "client_secrets")
class StoredSecret {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "client_id")
    private Company company;

    @Column(nullable = false)
    private byte[] sealed;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant validUntil;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredSecret() {}

    StoredSecret(Company company, byte[] sealed, Instant createdAt) {
        this.company = company;
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
