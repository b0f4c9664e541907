package org.resultsrelay.audit;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The front door: notes a deed, in the transaction of the deed. */
@Component
public class Audit {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Audit(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** {@code subject}: incident:17, client:acme, user:acme/u-17. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor who, String action, String subject, String detail) {
        jdbc.update(
                "insert into audit (at, actor, via, origin, action, subject, detail) values (?, ?, ?, ?, ?, ?, ?)",
                Timestamp.from(clock.instant()),
                who.name(),
                who.via().name(),
                who.origin(),
                action,
                subject,
                detail);
    }
}
