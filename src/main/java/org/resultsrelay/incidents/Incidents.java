package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The episodes' rows. */
interface Incidents extends Repository<Incident, Long> {

    /** Until the transaction ends, no other relay touches the episodes of this key. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))", nativeQuery = true)
    int lock(String key);

    Incident save(Incident incident);

    Optional<Incident> findById(long id);

    Optional<Incident> findByKeyAndResolvedAtIsNull(String key);

    List<Incident> findByResolvedAtIsNull();

    /** The episode of this key that was still going on at that time, though it is over now. */
    Optional<Incident> findFirstByKeyAndResolvedAtAfterOrderById(String key, Instant time);

    List<Incident> findByIdLessThanOrderByIdDesc(long id, Limit limit);

    List<Incident> findByIdLessThanAndResolvedAtIsNullOrderByIdDesc(long id, Limit limit);

    List<Incident> findByIdLessThanAndResolvedAtIsNotNullOrderByIdDesc(long id, Limit limit);
}
