package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table of alerts. */
interface Alerts extends Repository<Alert, Long> {

    Alert save(Alert alert);

    Optional<Alert> findById(long id);

    List<Alert> findByIdInAndOverAtIsNull(Collection<Long> ids);

    List<Alert> findByOverAtIsNullOrderById();

    int countByOverAtIsNull();

    @Query("select a.id from Alert a where a.dueAt <= :now order by a.dueAt, a.id")
    List<Long> due(Instant now);
}
