package org.resultsrelay.results;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Finds many users at once by the platform's ids. */
@Component
class UserIds {

    private final JdbcTemplate jdbc;

    UserIds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Long> of(long clientId, Collection<String> externalIds) {
        Map<String, Long> ids = new HashMap<>();
        jdbc.query(
                """
                select u.external_id, u.id
                from unnest(?) as named (id) join users u on u.client_id = ? and u.external_id = named.id
                """,
                row -> {
                    ids.put(row.getString("external_id"), row.getLong("id"));
                },
                new SqlArrayValue("text", externalIds.toArray()),
                clientId);
        return ids;
    }
}
