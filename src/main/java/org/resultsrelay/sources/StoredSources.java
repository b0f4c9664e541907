package org.resultsrelay.sources;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored sources. Each change locks its row first, so that changes follow one another. */
interface StoredSources extends Repository<StoredSource, Long> {

    @EntityGraph(attributePaths = "secrets")
    @Query("select s from StoredSource s where s.tokenHash = :hash or s.previousTokenHash = :hash")
    Optional<StoredSource> findByToken(String hash);

    @EntityGraph(attributePaths = "secrets")
    Optional<StoredSource> findByClientIdAndName(long clientId, String name);

    List<StoredSource> findByClientIdAndNameGreaterThanOrderByName(long clientId, String name, Limit limit);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from StoredSource s where s.clientId = :clientId and s.name = :name")
    Optional<StoredSource> lock(long clientId, String name);

    StoredSource save(StoredSource source);

    void delete(StoredSource source);
}
