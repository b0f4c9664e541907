package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table of incidents. */
interface Incidents extends Repository<Incident, Long> {

    /**
     * Locks out every other change of incidents and alerts, in the whole cluster, until the transaction ends. Read rows
     * after it, not before.
     */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended('incidents', 0))", nativeQuery = true)
    int lock();

    Incident save(Incident incident);

    Optional<Incident> findById(long id);

    /** What no new incident is opened beside: the open ones, and those closed by hand whose trouble was never gone. */
    @Query("select i from Incident i where i.resolvedAt is null or i.dismissed order by i.resolvedAt nulls first, i.id")
    List<Incident> current();

    @Query("select i from Incident i where (i.resolvedAt is null or i.dismissed) and i.key in :keys"
            + " order by i.resolvedAt nulls first, i.id")
    List<Incident> current(Collection<String> keys);

    List<Incident> findByAlertIdOrderById(long alertId);

    /** The first incident of this key that was resolved after that time. */
    Optional<Incident> findFirstByKeyAndResolvedAtAfterOrderById(String key, Instant time);

    @Query("select i.openedAt from Incident i where i.resolvedAt is null order by i.openedAt")
    List<Instant> openSince();
}
