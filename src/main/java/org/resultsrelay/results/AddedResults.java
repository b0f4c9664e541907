package org.resultsrelay.results;

import static org.resultsrelay.results.Parameters.column;

import java.time.Instant;
import java.util.List;
import org.resultsrelay.results.BatchMerge.Addition;

/** The statement that adds results to users who are there already. */
final class AddedResults {

    static final String INSERT = """
            insert into results (client_id, user_id, event_id, fingerprint, test_id, test_name, attempt, score, max_score,
                                 passed, provisional, stands, occurred_at, completed_at, received_at)
            select l.client_id, u.id, l.event_id, l.fingerprint, l.test_id, l.test_name, l.attempt, l.score, l.max_score,
                   l.passed, l.provisional, l.stands, l.occurred_at, l.completed_at, cast(? as timestamptz)
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as l (client_id, external_id, event_id, fingerprint, test_id,
                 test_name, attempt, score, max_score, passed, provisional, stands, occurred_at, completed_at)
            join users u on u.client_id = l.client_id and u.external_id = l.external_id
            """;

    private AddedResults() {}

    static Object[] columns(List<Addition> additions, Instant now) {
        return new Object[] {
            now.toString(),
            column("bigint", additions, added -> added.entry().clientId()),
            column("text", additions, added -> added.entry().submission().userId()),
            column("text", additions, added -> added.entry().submission().eventId()),
            column("uuid", additions, added -> added.entry().fingerprint()),
            column("text", additions, added -> added.line().content.testId()),
            column("text", additions, added -> added.line().content.testName()),
            column("integer", additions, added -> added.line().content.attempt()),
            column("numeric", additions, added -> added.line().content.score()),
            column("numeric", additions, added -> added.line().content.maxScore()),
            column("boolean", additions, added -> added.line().content.passed()),
            column("boolean", additions, added -> added.line().content.provisional()),
            column("boolean", additions, added -> added.line().stands),
            column("timestamptz", additions, added -> added.line().occurredAt),
            column("timestamptz", additions, added -> added.line().content.completedAt())
        };
    }
}
