package org.resultsrelay.delivery.queue;

import java.util.List;
import org.resultsrelay.results.RaisedRevision;
import org.springframework.jdbc.core.JdbcTemplate;

/** Raises revisions as the ledger does, without results. */
final class Raising {

    private Raising() {}

    static void raise(JdbcTemplate database, WantedRevisions wanted, List<RaisedRevision> raised) {
        database.query(
                wanted.sql(),
                rows -> {
                    wanted.written(rows);
                    return raised;
                },
                wanted.parameters(raised));
    }
}
