package org.resultsrelay.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the statistics. */
@Repository
class TallyRows {

    /** All relays may be gone for this long without a gap: a restart. */
    private static final Duration GAP = Duration.ofMinutes(1);

    private static final String ADD = """
            insert into tallies as t (client_id, quarter_hour, received, refused_in, relayed, late, refused_out)
            select client_id, :quarterHour, received, refused_in, relayed, late, refused_out
            from unnest(:clients, :received, :refusedIn, :relayed, :late, :refusedOut)
                as counted (client_id, received, refused_in, relayed, late, refused_out)
            order by client_id
            on conflict (client_id, quarter_hour) do update
            set received = t.received + excluded.received, refused_in = t.refused_in + excluded.refused_in,
                relayed = t.relayed + excluded.relayed, late = t.late + excluded.late,
                refused_out = t.refused_out + excluded.refused_out
            """;

    private static final String HEAR = """
            insert into tallies_heard as h (client_id, first_at, last_at)
            select client_id, :now, :now from unnest(:clients) as heard (client_id) order by client_id
            on conflict (client_id) do update set last_at = greatest(h.last_at, excluded.last_at)
            """;

    private static final String LISTEN = """
            insert into tallies_listening as l (since, seen_at) values (:now, :now)
            on conflict (only_one) do update
            set since = case when l.seen_at < :missed then excluded.since else l.since end,
                seen_at = greatest(l.seen_at, excluded.seen_at)
            """;

    private final JdbcClient jdbc;

    TallyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code counted}: by client. */
    @Transactional
    void add(SortedMap<Long, Map<Counted, Long>> counted, Instant now) {
        jdbc.sql(ADD)
                .param("quarterHour", at(QuarterHour.startOf(now)))
                .param("clients", array(counted.keySet().stream()))
                .param("received", column(counted, Counted.RECEIVED))
                .param("refusedIn", column(counted, Counted.REFUSED_IN))
                .param("relayed", column(counted, Counted.RELAYED))
                .param("late", column(counted, Counted.LATE))
                .param("refusedOut", column(counted, Counted.REFUSED_OUT))
                .update();
        hear(counted, now);
    }

    /** Notes that a relay is running. */
    void listen(Instant now) {
        jdbc.sql(LISTEN)
                .param("now", at(now))
                .param("missed", at(now.minus(GAP)))
                .update();
    }

    private void hear(SortedMap<Long, Map<Counted, Long>> counted, Instant now) {
        SqlArrayValue heard = array(counted.entrySet().stream()
                .filter(client -> client.getValue().containsKey(Counted.RECEIVED)
                        || client.getValue().containsKey(Counted.REFUSED_IN))
                .map(Map.Entry::getKey));
        jdbc.sql(HEAR).param("clients", heard).param("now", at(now)).update();
    }

    List<QuarterHour> quarterHours(Instant from, Instant before) {
        return quarterHours(jdbc.sql("""
                        select * from tallies where quarter_hour >= :from and quarter_hour < :before
                        order by quarter_hour, client_id
                        """), from, before);
    }

    List<QuarterHour> quarterHours(long clientId, Instant from, Instant before) {
        return quarterHours(jdbc.sql("""
                        select * from tallies
                        where client_id = :client and quarter_hour >= :from and quarter_hour < :before
                        order by quarter_hour
                        """).param("client", clientId), from, before);
    }

    private static List<QuarterHour> quarterHours(JdbcClient.StatementSpec query, Instant from, Instant before) {
        return query.param("from", at(from))
                .param("before", at(before))
                .query((row, n) -> quarterHour(row))
                .list();
    }

    private static QuarterHour quarterHour(ResultSet row) throws SQLException {
        return new QuarterHour(
                row.getLong("client_id"),
                row.getObject("quarter_hour", OffsetDateTime.class).toInstant(),
                row.getLong("received"),
                row.getLong("refused_in"),
                row.getLong("relayed"),
                row.getLong("late"),
                row.getLong("refused_out"));
    }

    List<LastHeard> heard() {
        return jdbc.sql("select client_id, first_at, last_at from tallies_heard order by client_id")
                .query((row, n) -> new LastHeard(
                        row.getLong("client_id"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<Instant> listeningSince() {
        return jdbc.sql("select since from tallies_listening")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    int dropBefore(Instant time) {
        return jdbc.sql("delete from tallies where quarter_hour < :time")
                .param("time", at(time))
                .update();
    }

    private static SqlArrayValue column(SortedMap<Long, Map<Counted, Long>> counted, Counted what) {
        return array(counted.values().stream().map(sums -> sums.getOrDefault(what, 0L)));
    }

    private static SqlArrayValue array(Stream<Long> values) {
        return new SqlArrayValue("bigint", values.toArray());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
