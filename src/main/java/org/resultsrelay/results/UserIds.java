package org.resultsrelay.results;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Finds many users at once by the platform's ids. */
@Component
class UserIds {

    private final JdbcClient jdbc;

    UserIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Long> of(long clientId, Collection<String> externalIds) {
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("""
                select u.external_id, u.id
                from unnest(:ids) as named (id) join users u on u.client_id = :client and u.external_id = named.id
                """)
                .param("ids", new SqlArrayValue("text", externalIds.toArray()))
                .param("client", clientId)
                .query(row -> {
                    ids.put(row.getString("external_id"), row.getLong("id"));
                });
        return ids;
    }
}
