package org.resultsrelay.incidents.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long people want to hear of nothing new, or nothing of a client. What lasts by then is told then; what is over by then is not. */
@Repository
public class Mutes {

    private final JdbcClient jdbc;

    Mutes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In place of an earlier one of the same. */
    public void begin(Mute mute, Instant now) {
        end(mute.client(), now);
        jdbc.sql("insert into mutes (client, until, muted_by) values (:client, :until, :by)")
                .param("client", mute.client())
                .param("until", utc(mute.until()))
                .param("by", mute.by())
                .update();
    }

    /** That of this client, or where it is null, of everything; says whether there was one. */
    public boolean end(@Nullable String client, Instant now) {
        return jdbc.sql("update mutes set until = :now where until > :now and client is not distinct from :client")
                        .param("client", client)
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    /** That of everything first. */
    public Muted at(Instant now) {
        return new Muted(jdbc.sql("""
                        select client, until, muted_by from mutes where until > :now order by client nulls first, until desc
                        """)
                .param("now", utc(now))
                .query((row, n) -> new Mute(
                        row.getString("client"), row.getTimestamp("until").toInstant(), row.getString("muted_by")))
                .list());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
