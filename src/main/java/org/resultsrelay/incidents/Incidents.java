package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The incidents' rows. */
interface Incidents extends Repository<Incident, Long> {

    /** Until the transaction ends, nobody else opens, closes or tells of anything, in the whole cluster. Read after it, not before. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended('incidents', 0))", nativeQuery = true)
    int lock();

    Incident save(Incident incident);

    Optional<Incident> findById(long id);

    List<Incident> findByResolvedAtIsNull();

    List<Incident> findByKeyInAndResolvedAtIsNull(Collection<String> keys);

    List<Incident> findByAlertIdOrderById(long alertId);

    /** The incident of this key that was still going on at that time, though it is over now. */
    Optional<Incident> findFirstByKeyAndResolvedAtAfterOrderById(String key, Instant time);

    List<Incident> findByDismissedTrue();

    @Query("select i.openedAt from Incident i where i.resolvedAt is null order by i.openedAt")
    List<Instant> openSince();

    List<Incident> findByDismissedTrueAndKeyIn(Collection<String> keys);
}
