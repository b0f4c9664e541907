package org.resultsrelay.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Front door: keeps input that could not be used, so that a mistake of the sender, or of ours, can be examined and
 * replayed.
 */
@Component
public class Quarantine {

    private static final String KEEP = """
            insert into quarantine (source, client_id, digest, content, cut, reason, count, first_at, last_at,
                                    mapping_version, request)
            select source, client_id, digest, content, cut, reason, count, :now, :now, mapping_version, request
            from unnest(:sources, :clients, :digests, :contents, :cut, :reasons, :counts, :versions, :requests) with ordinality
                as kept (source, client_id, digest, content, cut, reason, count, mapping_version, request, place)
            order by place
            on conflict (source, client_id, digest) do update
            set count = quarantine.count + excluded.count,
                last_at = greatest(quarantine.last_at, excluded.last_at),
                reason = excluded.reason,
                mapping_version = excluded.mapping_version,
                request = excluded.request,
                state = 'WAITING', settled_at = null, settled_by = null, note = null
            """;

    private static final String SINCE = """
            select sender.*, newest.reason as last_reason
            from (
                select source, client_id, sum(count)::bigint as count, min(first_at) as first_at, max(last_at) as last_at
                from quarantine
                where last_at >= :from
                group by source, client_id
            ) sender cross join lateral (
                select reason from quarantine q
                where q.last_at = sender.last_at and q.source = sender.source
                  and q.client_id is not distinct from sender.client_id
                order by id desc
                limit 1
            ) newest
            order by source, client_id nulls first
            """;

    private static final String COUNT = """
            select coalesce(sum(count), 0)::bigint from quarantine
            where last_at >= :from and source = :source and client_id is not distinct from cast(:client as bigint)
            """;

    private final JdbcClient jdbc;
    private final LongStatements longOnes;
    private final TransactionTemplate transaction;
    private final QuarantineBudget budget;
    private final QuarantineRows items;
    private final Clock clock;

    Quarantine(
            JdbcClient jdbc,
            LongStatements longOnes,
            PlatformTransactionManager transactions,
            QuarantineBudget budget,
            QuarantineRows items,
            Clock clock) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
        this.transaction = new TransactionTemplate(transactions);
        this.budget = budget;
        this.items = items;
        this.clock = clock;
    }

    /**
     * Stores each. The same content from the same source is stored once and counted, and waits again if it was settled.
     */
    public void keep(List<QuarantinedInput> kept) {
        if (kept.isEmpty()) {
            return;
        }
        SortedMap<String, QuarantineRow> rows = new TreeMap<>();
        kept.forEach(one -> {
            QuarantineRow row = QuarantineRow.of(one);
            rows.merge(row.identity(), row, QuarantineRow::and);
        });
        insert(rows.values());
    }

    /**
     * Stores input that its sender knows to be refused: with its content within the client's daily budget, and beyond
     * that only with the reason.
     */
    public void keepRefused(QuarantinedInput refused) {
        QuarantineRow row = QuarantineRow.of(refused);
        Long clientId = row.clientId();
        if (clientId == null || budget.covers(clientId, row)) {
            insert(List.of(row));
        } else {
            transaction.executeWithoutResult(status -> {
                // Many write this row, so nobody holds it while waiting for the disk.
                jdbc.sql("set local synchronous_commit = off").update();
                insert(List.of(budget.instead(row)));
            });
        }
    }

    private void insert(Collection<QuarantineRow> rows) {
        jdbc.sql(KEEP)
                .param("now", utc(clock.instant()))
                .param("sources", array("text", rows, QuarantineRow::source, String[]::new))
                .param("clients", array("bigint", rows, QuarantineRow::clientId, Long[]::new))
                .param("digests", array("bytea", rows, QuarantineRow::digest, byte[][]::new))
                .param("contents", array("bytea", rows, QuarantineRow::content, byte[][]::new))
                .param("cut", array("boolean", rows, QuarantineRow::cut, Boolean[]::new))
                .param("reasons", array("text", rows, QuarantineRow::reason, String[]::new))
                .param("counts", array("bigint", rows, QuarantineRow::count, Long[]::new))
                .param("versions", array("bigint", rows, QuarantineRow::mappingVersion, Long[]::new))
                .param("requests", array("text", rows, QuarantineRow::request, String[]::new))
                .update();
    }

    /** What arrived since then, one entry for each source and client; usually nothing. */
    public List<Malformed> since(Instant from) {
        return longOnes.run(() -> jdbc.sql(SINCE)
                .param("from", utc(from))
                .query((row, number) -> malformed(row))
                .list());
    }

    /** How often anything arrived from this source and client since then. Reads every row of that time. */
    public long count(String source, @Nullable Long clientId, Instant from) {
        return longOnes.run(() -> jdbc.sql(COUNT)
                .param("from", utc(from))
                .param("source", source)
                .param("client", clientId, Types.BIGINT)
                .query(Long.class)
                .single());
    }

    /** What is kept under this number, for the client it came for; empty if there is no such item. */
    public Optional<QuarantinedInput> find(long id) {
        return items.input(id);
    }

    private static <T extends @Nullable Object> SqlArrayValue array(
            String type, Collection<QuarantineRow> rows, Function<QuarantineRow, T> column, IntFunction<T[]> empty) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray(empty));
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static Malformed malformed(ResultSet row) throws SQLException {
        return new Malformed(
                row.getString("source"),
                row.getObject("client_id", Long.class),
                row.getLong("count"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getString("last_reason"));
    }
}
