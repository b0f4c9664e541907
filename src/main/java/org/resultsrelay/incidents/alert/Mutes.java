package org.resultsrelay.incidents.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long people want to hear of nothing new. What lasts by then is told then; what is over by then is not told. */
@Repository
public class Mutes {

    private final JdbcClient jdbc;

    Mutes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Instant until, String by) {
        jdbc.sql("insert into mutes (until, muted_by) values (?, ?)")
                .params(at(until), by)
                .update();
    }

    /** For alerts to come; says whether there was a mute. */
    public boolean end(Instant now) {
        return jdbc.sql("update mutes set until = ? where until > ?")
                        .params(at(now), at(now))
                        .update()
                > 0;
    }

    public Optional<Instant> until(Instant now) {
        return jdbc.sql("select until from mutes where until > ? order by until desc limit 1")
                .param(at(now))
                .query((row, n) -> row.getTimestamp("until").toInstant())
                .optional();
    }

    /** When an alert that would be told at that time is told. */
    public Instant after(Instant tellAt, Instant now) {
        return until(now).filter(tellAt::isBefore).orElse(tellAt);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
