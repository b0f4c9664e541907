package org.resultsrelay.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was noted, newest first. */
@Repository
class AuditRows {

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AuditView> before(long id, @Nullable String subject, int limit) {
        return subject == null ? ofAll(id, limit) : of(subject, id, limit);
    }

    private List<AuditView> ofAll(long id, int limit) {
        return jdbc.sql("select * from audit where id < ? order by id desc limit ?")
                .params(id, limit)
                .query(AuditView::of)
                .list();
    }

    private List<AuditView> of(String subject, long id, int limit) {
        return jdbc.sql("select * from audit where subject = ? and id < ? order by id desc limit ?")
                .params(subject, id, limit)
                .query(AuditView::of)
                .list();
    }
}
