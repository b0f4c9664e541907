package org.resultsrelay.clients;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client company as it is stored; {@link Client} is how other modules see it. */
@Entity
@Table(name = "clients")
class StoredClient {

    /** More valid secrets would make the signature header longer than servers accept. */
    private static final int MAX_SECRETS = 5;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    @Column(nullable = false, updatable = false)
    private String key;

    @Embedded
    private StoredSettings settings;

    private @Nullable Instant pausedAt;
    private @Nullable String pauseReason;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "client_id", nullable = false, updatable = false)
    @OrderBy("id desc")
    private List<StoredSecret> secrets = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredClient() {}

    StoredClient(String key, StoredSettings settings, Instant now) {
        this.key = key;
        this.settings = settings;
        this.createdAt = now;
        this.updatedAt = now;
    }

    StoredSettings settings() {
        return settings;
    }

    boolean isPushedAt(URI endpoint) {
        return settings.endpointUrl().equals(endpoint.toString());
    }

    boolean paused() {
        return pausedAt != null;
    }

    void become(StoredSettings changed, Instant now) {
        settings = changed;
        updatedAt = now;
    }

    /** Signs with the new secret from now on, and with the earlier ones until the overlap ends. */
    void rotate(byte[] sealed, Instant now, Duration overlap) {
        secrets.forEach(secret -> secret.endBy(now.plus(overlap)));
        secrets.removeIf(secret -> !secret.validAt(now));
        while (secrets.size() >= MAX_SECRETS) {
            secrets.removeLast();
        }
        secrets.addFirst(new StoredSecret(sealed, now));
        updatedAt = now;
    }

    void pause(@Nullable String reason, Instant now) {
        if (pausedAt == null) {
            pausedAt = now;
        }
        if (reason != null) {
            pauseReason = reason;
        }
    }

    void resume() {
        pausedAt = null;
        pauseReason = null;
    }

    Client view(SecretBox box, Instant now) {
        return new Client(
                Objects.requireNonNull(id),
                key,
                settings.name(),
                URI.create(settings.endpointUrl()),
                settings.policy(),
                settings.detail(),
                new Pace(settings.perMinute(), settings.inFlight(), settings.adaptive()),
                settings.batch(),
                Duration.ofSeconds(settings.freshnessSeconds()),
                pausedAt,
                pauseReason,
                secrets.stream()
                        .filter(secret -> secret.validAt(now))
                        .map(secret -> box.open(secret.sealed()))
                        .toList());
    }
}
