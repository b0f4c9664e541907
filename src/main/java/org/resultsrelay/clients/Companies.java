package org.resultsrelay.clients;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored client companies; whoever changes one locks it first, so that changes follow one another. */
interface Companies extends Repository<Company, Long> {

    @EntityGraph(attributePaths = "secrets")
    Optional<Company> findById(long id);

    @EntityGraph(attributePaths = "secrets")
    Optional<Company> findByKey(String key);

    @EntityGraph(attributePaths = "secrets")
    List<Company> findAllByOrderByKey();

    List<Company> findByKeyGreaterThanOrderByKey(String key, Limit limit);

    boolean existsByIdAndSettingsEndpointUrl(long id, String endpointUrl);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Company c where c.key = :key")
    Optional<Company> lockByKey(String key);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Company c where c.id = :id")
    Optional<Company> lockById(long id);

    Company save(Company company);
}
