package org.resultsrelay.results;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.results.Scoring.UserAt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Reads users with their current results in one statement, so that revision, results and settings are of one moment.
 */
@Component
class SummaryQuery {

    private final JdbcClient jdbc;

    SummaryQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Summary> read(Collection<Long> userIds) {
        return read(userIds, Integer.MAX_VALUE);
    }

    /** Leaves out users with more than {@code most} results, and reads no more than that of them. */
    List<Summary> read(Collection<Long> userIds, int most) {
        Map<Long, UserAt> users = new LinkedHashMap<>();
        Map<Long, List<CurrentResult>> standing = new LinkedHashMap<>();
        jdbc.sql("""
                select u.id, u.external_id, coalesce(e.epoch, 1) as epoch, u.revision, u.policy, u.detail,
                       (u.policy, u.detail) is distinct from (c.policy, c.detail) as outdated,
                       r.test_id, r.test_name, r.attempt, r.score, r.max_score, r.passed, r.provisional, r.completed_at
                from users u
                join clients c on c.id = u.client_id
                left join epochs e on e.client_id = u.client_id
                left join lateral (select * from results where user_id = u.id and stands limit ?) r on true
                where u.id = any(?)
                """)
                .params(most + 1L, new SqlArrayValue("bigint", userIds.toArray()))
                .query(row -> {
                    long id = row.getLong("id");
                    if (!users.containsKey(id)) {
                        users.put(id, user(row));
                    }
                    List<CurrentResult> results = standing.computeIfAbsent(id, key -> new ArrayList<>());
                    if (row.getString("test_id") != null) {
                        results.add(LedgerStatements.currentResult(row));
                    }
                });
        return users.values().stream()
                .filter(user -> standing.getOrDefault(user.id(), List.of()).size() <= most)
                .map(user -> Scoring.summary(user, standing.getOrDefault(user.id(), List.of())))
                .toList();
    }

    private static UserAt user(ResultSet row) throws SQLException {
        return new UserAt(
                row.getLong("id"),
                row.getString("external_id"),
                row.getInt("epoch"),
                row.getLong("revision"),
                ScoringPolicy.valueOf(row.getString("policy")),
                SummaryDetail.valueOf(row.getString("detail")),
                row.getBoolean("outdated"));
    }
}
