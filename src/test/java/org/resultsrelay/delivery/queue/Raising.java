package org.resultsrelay.delivery.queue;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Raises a client's users to a revision as the ledger does, without results. */
final class Raising {

    private static final String RAISED = """
            with raised (user_id, client_id, revision) as (
                select u, cast(? as bigint), cast(? as bigint) from unnest(?) as u
            )
            """;

    private Raising() {}

    static void raise(JdbcTemplate database, WantedRevisions wanted, long client, List<Long> users, long revision) {
        database.query(
                RAISED + wanted.sql(),
                rows -> {
                    wanted.written(rows);
                    return users;
                },
                Stream.concat(
                                Stream.of(client, revision, new SqlArrayValue("bigint", users.toArray())),
                                Stream.of(wanted.parameters()))
                        .toArray());
    }
}
