package org.resultsrelay.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The rows of the audit trail. */
@Repository
class AuditRows {

    private static final String INSERT = """
            insert into audit (at, actor, via, origin, action, subject, detail, outcome)
            values (:at, :actor, :via, :origin, :action, :subject, :detail, :outcome)
            """;

    private static final String DONE = """
            update audit set outcome = 'DONE', subject = :subject, detail = concat_ws(' ', nullif(detail, ''), nullif(:more, ''))
            where id = :id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records an action in its own transaction. */
    void add(Actor who, String action, String subject, String detail) {
        insert(INSERT, who, action, subject, detail, AuditOutcome.DONE).update();
    }

    /** Records an action before it is done. Returns the row's id. */
    long begin(Actor who, String action, String subject, String detail) {
        return insert(INSERT + "returning id", who, action, subject, detail, AuditOutcome.UNKNOWN)
                .query(Long.class)
                .single();
    }

    private StatementSpec insert(
            String statement, Actor who, String action, String subject, String detail, AuditOutcome outcome) {
        return jdbc.sql(statement)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", who.name())
                .param("via", who.via().name())
                .param("origin", who.origin())
                .param("action", action)
                .param("subject", subject)
                .param("detail", detail)
                .param("outcome", outcome.name());
    }

    /** {@code subject} as it is known now; {@code more} is added to the detail. */
    void done(long id, String subject, String more) {
        jdbc.sql(DONE)
                .param("id", id)
                .param("subject", subject)
                .param("more", more)
                .update();
    }

    void remove(long id) {
        jdbc.sql("delete from audit where id = ?").param(id).update();
    }

    /** The rows before this one, newest first. */
    List<AuditView> before(long id, Filter filter, int limit) {
        return jdbc.sql("select * from audit where id < :before" + filter.sql() + " order by id desc limit :limit")
                .param("before", id)
                .param("limit", limit)
                .params(filter.parameters())
                .query(AuditView::of)
                .list();
    }

    enum AuditOutcome {
        DONE,
        UNKNOWN
    }

    /** A filter that is null matches anything. */
    record Filter(
            @Nullable String subject,
            @Nullable String client,
            @Nullable String action) {

        String sql() {
            return (subject == null ? "" : " and subject = :subject")
                    + (client == null ? "" : " and client = :client")
                    + (action == null ? "" : " and action = :action");
        }

        Map<String, @Nullable Object> parameters() {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("subject", subject);
            parameters.put("client", client);
            parameters.put("action", action);
            return parameters;
        }
    }
}
