package org.resultsrelay.results;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Gives users their client's current settings, and with them a new revision. */
@Component
class SummaryRenewal {

    private final JdbcClient jdbc;

    SummaryRenewal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the users in the ledger's order. A share lock on the client's row keeps out changes of the client, so that
     * nobody writes earlier settings over later ones.
     */
    Map<Long, Long> of(long clientId, Collection<Long> userIds) {
        Map<Long, Long> revisions = new HashMap<>();
        jdbc.sql("""
                with client as materialized (
                    select policy, detail from clients where id = :client for share
                ), outdated as (
                    select u.id, c.policy, c.detail from client c cross join users u
                    where u.client_id = :client and u.id = any(:users) and (u.policy, u.detail) is distinct from (c.policy, c.detail)
                    order by u.client_id, u.external_id
                    for update of u
                )
                update users u set policy = o.policy, detail = o.detail,
                                   revision = case when u.revision > 0 then u.revision + 1 else 0 end
                from outdated o where u.id = o.id
                returning u.id, u.revision
                """)
                .param("client", clientId)
                .param("users", new SqlArrayValue("bigint", userIds.toArray()))
                .query(row -> {
                    if (row.getLong("revision") > 0) {
                        revisions.put(row.getLong("id"), row.getLong("revision"));
                    }
                });
        return revisions;
    }
}
