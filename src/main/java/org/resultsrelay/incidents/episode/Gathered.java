package org.resultsrelay.incidents.episode;

import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Stores what open episodes have gathered: one statement, however many they are. */
@Repository
public class Gathered {

    private static final String STORE = """
            update incidents i
            set last_seen_at = greatest(i.last_seen_at, g.last_seen_at), occurrences = greatest(i.occurrences, g.occurrences),
                users_affected = greatest(i.users_affected, g.users_affected), paused = g.paused, last_error = g.last_error
            from unnest(:ids, :seen, :occurrences, :users, :paused, :errors)
                as g (id, last_seen_at, occurrences, users_affected, paused, last_error)
            where i.id = g.id and i.resolved_at is null
            """;

    private final JdbcClient jdbc;

    Gathered(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void store(List<Incident> incidents) {
        jdbc.sql(STORE)
                .param("ids", column("bigint", incidents, Incident::id))
                .param("seen", column("timestamptz", incidents, one -> Timestamp.from(one.lastSeenAt())))
                .param("occurrences", column("bigint", incidents, Incident::occurrences))
                .param("users", column("bigint", incidents, Incident::usersAffected))
                .param("paused", column("boolean", incidents, Incident::paused))
                .param("errors", column("text", incidents, Incident::lastError))
                .update();
    }

    private static SqlArrayValue column(String type, List<Incident> incidents, Function<Incident, Object> value) {
        return new SqlArrayValue(type, incidents.stream().map(value).toArray());
    }
}
