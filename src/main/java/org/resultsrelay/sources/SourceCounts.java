package org.resultsrelay.sources;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Counts what became of what each source's platform sent, and stores the sums every few seconds. A crash loses this much of
 * the counts and nothing else.
 */
@Component
class SourceCounts implements Tick, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SourceCounts.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int LONGEST_REASON = 200;

    /** More reasons than a mapping has are counted together, so that no sender can fill the table. */
    private static final int MOST_REASONS = 50;

    private static final String OTHER = "other reasons";

    private static final String ADD = """
            insert into source_counts as known (source_id, outcome, reason, count, last_at)
            select added.source_id, added.outcome, added.reason, added.count, :now
            from unnest(:sources, :outcomes, :reasons, :counts) with ordinality
                as added (source_id, outcome, reason, count, place)
            join sources s on s.id = added.source_id -- it may be gone by now
            order by place
            on conflict (source_id, outcome, reason) do update
            set count = known.count + excluded.count, last_at = greatest(known.last_at, excluded.last_at)
            """;

    /** What may become of an event or, where none could be made out, of a request. */
    enum Counted {
        ACCEPTED,
        DUPLICATE,
        IGNORED,
        QUARANTINED,
        HANDSHAKE,
        NOT_AUTHENTIC
    }

    private record Key(long sourceId, Counted outcome, String reason) {}

    private final Map<Key, Long> counting = new ConcurrentHashMap<>();
    private final Map<Long, Set<String>> reasons = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final Clock clock;

    SourceCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(long sourceId, Counted outcome) {
        add(sourceId, outcome, "");
    }

    void add(long sourceId, Counted outcome, String reason) {
        counting.merge(new Key(sourceId, outcome, known(sourceId, reason)), 1L, Long::sum);
    }

    private String known(long sourceId, String reason) {
        String shown =
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)).replace('\0', '\uFFFD');
        Set<String> seen = reasons.computeIfAbsent(sourceId, source -> ConcurrentHashMap.newKeySet());
        if (seen.contains(shown) || (seen.size() < MOST_REASONS && seen.add(shown))) {
            return shown;
        }
        return OTHER;
    }

    /** What became of what, as of the last seconds; the most frequent first. */
    List<SourceView.Count> of(long sourceId) {
        flush();
        return jdbc
                .sql("select outcome, reason, count, last_at from source_counts where source_id = :source")
                .param("source", sourceId)
                .query((row, number) -> count(row))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(SourceView.Count::count).reversed())
                .toList();
    }

    private static SourceView.Count count(ResultSet row) throws SQLException {
        return new SourceView.Count(
                Counted.valueOf(row.getString("outcome")).name().toLowerCase(Locale.ROOT),
                row.getString("reason"),
                row.getLong("count"),
                row.getObject("last_at", OffsetDateTime.class).toInstant());
    }

    @Override
    public int tick() {
        flush();
        return 0;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** What cannot be stored is kept and counted on. */
    private void flush() {
        List<Map.Entry<Key, Long>> taken = new ArrayList<>();
        for (Key key : List.copyOf(counting.keySet())) {
            Long count = counting.remove(key);
            if (count != null) {
                taken.add(Map.entry(key, count));
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        taken.sort(Comparator.comparingLong(
                        (Map.Entry<Key, Long> one) -> one.getKey().sourceId())
                .thenComparing(one -> one.getKey().outcome().name())
                .thenComparing(one -> one.getKey().reason())); // in one order, so that relays do not deadlock
        try {
            store(taken, clock.instant());
        } catch (RuntimeException e) {
            taken.forEach(one -> counting.merge(one.getKey(), one.getValue(), Long::sum));
            throw e;
        }
    }

    private void store(List<Map.Entry<Key, Long>> taken, Instant now) {
        jdbc.sql(ADD)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param(
                        "sources",
                        new SqlArrayValue(
                                "bigint",
                                taken.stream()
                                        .map(one -> one.getKey().sourceId())
                                        .toArray()))
                .param(
                        "outcomes",
                        new SqlArrayValue(
                                "text",
                                taken.stream()
                                        .map(one -> one.getKey().outcome().name())
                                        .toArray()))
                .param(
                        "reasons",
                        new SqlArrayValue(
                                "text",
                                taken.stream().map(one -> one.getKey().reason()).toArray()))
                .param(
                        "counts",
                        new SqlArrayValue(
                                "bigint",
                                taken.stream().map(Map.Entry::getValue).toArray()))
                .update();
    }

    @Override
    public void destroy() {
        try {
            flush();
        } catch (DataAccessException | TransactionException e) {
            log.info("The sources' counts of the last seconds are lost: {}", e.getMessage());
        }
    }
}
