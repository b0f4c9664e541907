package org.resultsrelay.results;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One accepted event: what the platform reported about one attempt at one test. It stands until a later event replaces
 * it.
 */
@Entity
@Table(name = "results")
public class Result {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long clientId;
    private long userId;
    private String eventId = "";
    private UUID fingerprint = new UUID(0, 0);
    private String testId = "";
    private @Nullable String testName;
    private int attempt;
    private BigDecimal score = BigDecimal.ZERO;
    private BigDecimal maxScore = BigDecimal.ZERO;
    private @Nullable Boolean passed;
    private boolean provisional;
    private boolean stands;
    private @Nullable Instant occurredAt;
    private Instant completedAt = Instant.EPOCH;
    private Instant receivedAt = Instant.EPOCH;

    protected Result() {}

    public long clientId() {
        return clientId;
    }

    public long userId() {
        return userId;
    }

    public UUID fingerprint() {
        return fingerprint;
    }

    public @Nullable String testName() {
        return testName;
    }

    public @Nullable Boolean passed() {
        return passed;
    }

    public Instant completedAt() {
        return completedAt;
    }

    public String eventId() {
        return eventId;
    }

    public String testId() {
        return testId;
    }

    public int attempt() {
        return attempt;
    }

    public BigDecimal score() {
        return score;
    }

    public BigDecimal maxScore() {
        return maxScore;
    }

    public boolean provisional() {
        return provisional;
    }

    public boolean stands() {
        return stands;
    }

    public @Nullable Instant occurredAt() {
        return occurredAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
