package org.resultsrelay.results;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Formula;

/** A person who takes tests, known only by the platform's id. The ledger writes users in sets. */
@Entity
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long clientId;
    private String externalId = "";

    @Formula("coalesce((select e.epoch from epochs e where e.client_id = client_id), 1)")
    private int epoch;

    private long revision;
    private Instant createdAt = Instant.EPOCH;

    protected User() {}

    public long id() {
        return id;
    }

    public long clientId() {
        return clientId;
    }

    public String externalId() {
        return externalId;
    }

    public int epoch() {
        return epoch;
    }

    public long revision() {
        return revision;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
