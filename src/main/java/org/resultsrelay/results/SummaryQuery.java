package org.resultsrelay.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.resultsrelay.clients.Policy;
import org.resultsrelay.results.Summing.UserAt;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Reads users with what stands for them: one statement, so that revision and results are of one moment. */
@Component
class SummaryQuery {

    private final JdbcTemplate jdbc;

    SummaryQuery(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Summary> read(Collection<Long> userIds, Policy policy) {
        var standing = new LinkedHashMap<UserAt, List<Standing>>();
        jdbc.query(
                """
                select u.id, u.external_id, coalesce(e.epoch, 1) as epoch, u.revision, r.test_id, r.test_name, r.attempt,
                       r.score, r.max_score, r.passed, r.provisional, r.completed_at
                from users u
                left join epochs e on e.client_id = u.client_id
                left join results r on r.user_id = u.id and r.stands
                where u.id = any(?)
                """,
                row -> {
                    var user = new UserAt(
                            row.getLong("id"),
                            row.getString("external_id"),
                            row.getInt("epoch"),
                            row.getLong("revision"));
                    List<Standing> results = standing.computeIfAbsent(user, key -> new ArrayList<>());
                    if (row.getString("test_id") != null) {
                        results.add(LedgerStatements.standing(row));
                    }
                },
                new SqlArrayValue("bigint", userIds.toArray()));
        return standing.entrySet().stream()
                .map(user -> Summing.of(user.getKey(), user.getValue(), policy))
                .toList();
    }
}
