package org.resultsrelay.sources;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A source as it is stored; {@link Source} is what requests are taken by. */
@Entity
@Table(name = "sources")
class StoredSource {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, updatable = false)
    private long clientId;

    @Column(nullable = false, updatable = false)
    private String name;

    @Column(nullable = false)
    private long version = 1;

    @Embedded
    private SourceDefinition definition;

    @Column(nullable = false)
    private String tokenHash;

    private @Nullable String previousTokenHash;
    private @Nullable Instant previousTokenUntil;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "source_id", nullable = false, updatable = false)
    @OrderBy("id desc")
    private List<StoredSourceSecret> secrets = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredSource() {}

    StoredSource(long clientId, String name, SourceDefinition definition, String tokenHash, Instant now) {
        this.clientId = clientId;
        this.name = name;
        this.definition = definition;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void become(SourceDefinition changed, Instant now) {
        definition = changed;
        version++;
        updatedAt = now;
    }

    /** The new secret counts from now on, and the earlier ones until the overlap ends. */
    void change(byte[] sealed, Instant now, Duration overlap) {
        secrets.forEach(secret -> secret.endBy(now.plus(overlap)));
        secrets.removeIf(secret -> !secret.validAt(now));
        while (secrets.size() > 1) {
            secrets.removeLast();
        }
        secrets.addFirst(new StoredSourceSecret(sealed, now));
        updatedAt = now;
    }

    void forgetSecrets() {
        secrets.clear();
    }

    /** The new URL counts from now on, and the last one until the overlap ends. */
    void rotate(String hash, Instant now, Duration overlap) {
        previousTokenHash = tokenHash;
        previousTokenUntil = now.plus(overlap);
        tokenHash = hash;
        updatedAt = now;
    }

    /** Until when this token counts; null for the newest. */
    @Nullable
    Instant end(String hash) {
        return hash.equals(tokenHash) ? null : previousTokenUntil;
    }

    List<String> tokenHashes() {
        return Stream.of(tokenHash, previousTokenHash).filter(Objects::nonNull).toList();
    }

    List<byte[]> secrets(Instant now) {
        return secrets.stream()
                .filter(secret -> secret.validAt(now))
                .map(StoredSourceSecret::sealed)
                .toList();
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    long clientId() {
        return clientId;
    }

    String name() {
        return name;
    }

    long version() {
        return version;
    }

    SourceDefinition definition() {
        return definition;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
