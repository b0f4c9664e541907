package org.resultsrelay.clients;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored client companies. Each change locks its row first, so that changes follow one another. */
interface StoredClients extends Repository<StoredClient, Long> {

    @EntityGraph(attributePaths = "secrets")
    Optional<StoredClient> findById(long id);

    @EntityGraph(attributePaths = "secrets")
    Optional<StoredClient> findByKey(String key);

    @EntityGraph(attributePaths = "secrets")
    List<StoredClient> findAllByOrderByKey();

    List<StoredClient> findByKeyGreaterThanOrderByKey(String key, Limit limit);

    boolean existsByIdAndSettingsEndpointUrl(long id, String endpointUrl);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from StoredClient c where c.key = :key")
    Optional<StoredClient> lockByKey(String key);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from StoredClient c where c.id = :id")
    Optional<StoredClient> lockById(long id);

    StoredClient save(StoredClient company);
}
