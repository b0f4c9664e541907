package org.resultsrelay.incidents.trouble;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.IncidentsProperties;
import org.resultsrelay.scheduling.Tick;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Trouble that only a relay process itself can notice: Kafka out of its reach, and its internal errors. Each relay
 * writes what it notices to a table, and all of them read the whole table, so that none closes what another one has
 * opened.
 */
@Component
class SelfCheck implements Tick, TroubleDetector {

    /** A relay that has died writes nothing any more, so what it wrote last soon stops counting. */
    static final Duration FRESH = Duration.ofSeconds(20);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** Counts start anew after a quiet time. */
    private static final String NOTE = """
            insert into relay_faults as f (relay, kind, since, last_seen_at, count, last_error)
            values (:relay, :kind, :since, :seen, :count, :error)
            on conflict (relay, kind) do update
            set since = case when f.last_seen_at > :quiet then f.since else excluded.since end,
                count = case when f.last_seen_at > :quiet then f.count else 0 end + excluded.count,
                last_seen_at = excluded.last_seen_at, last_error = excluded.last_error
            """;

    private static final String ALL = """
            select kind, min(since) as since, max(last_seen_at) as last_seen_at, sum(count) as count,
                   (array_agg(last_error order by last_seen_at desc))[1] as last_error
            from relay_faults
            where last_seen_at > case kind when 'KAFKA' then cast(:fresh as timestamptz) else :quiet end
            group by kind
            """;

    private final UUID relay = UUID.randomUUID();
    private final JdbcClient jdbc;
    private final KafkaProbe kafka;
    private final ErrorLogCounter errors;
    private final IncidentsProperties properties;
    private final Clock clock;
    private @Nullable Instant kafkaAwaySince;

    SelfCheck(JdbcClient jdbc, KafkaProbe kafka, ErrorLogCounter errors, IncidentsProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.errors = errors;
        this.properties = properties;
        this.clock = clock;
    }

    /** Errors during an outage of Kafka or the database belong to that outage. */
    @Override
    public int tick() {
        Optional<InternalErrors> logged = errors.take();
        Optional<String> failure = kafka.failure();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (failure.isPresent()) {
            kafkaIsAway(failure.get(), now);
        } else {
            kafkaIsBack();
            logged.ifPresent(these -> note(these, now.minus(properties.errorsQuiet())));
        }
        return 0;
    }

    private void kafkaIsAway(String error, Instant now) {
        Instant since = kafkaAwaySince == null ? now : kafkaAwaySince;
        kafkaAwaySince = since;
        if (!now.isBefore(since.plus(properties.kafkaAwayAfter()))) {
            note(new KafkaUnavailable(since, now, error), now.minus(FRESH));
            jdbc.sql("delete from relay_faults where last_seen_at < ?")
                    .param(Timestamp.from(now.minus(REMEMBERED)))
                    .update();
        }
    }

    private void kafkaIsBack() {
        if (kafkaAwaySince != null) {
            jdbc.sql("delete from relay_faults where relay = ? and kind = ?")
                    .params(relay, TroubleKind.KAFKA.name())
                    .update();
            kafkaAwaySince = null;
        }
    }

    private void note(Trouble trouble, Instant quiet) {
        jdbc.sql(NOTE)
                .param("relay", relay)
                .param("kind", trouble.kind().name())
                .param("since", Timestamp.from(trouble.since()))
                .param("seen", Timestamp.from(trouble.seen()))
                .param("count", trouble.occurrences())
                .param("error", trouble.error())
                .param("quiet", Timestamp.from(quiet))
                .update();
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Set<TroubleKind> kinds() {
        return Set.of(TroubleKind.KAFKA, TroubleKind.ERRORS);
    }

    @Override
    public List<Trouble> findings(Map<String, Instant> open, Instant now) {
        return jdbc.sql(ALL)
                .param("fresh", Timestamp.from(now.minus(FRESH)))
                .param("quiet", Timestamp.from(now.minus(properties.errorsQuiet())))
                .query((row, n) -> finding(row))
                .list();
    }

    private static Trouble finding(ResultSet row) throws SQLException {
        Instant since = row.getTimestamp("since").toInstant();
        Instant seen = row.getTimestamp("last_seen_at").toInstant();
        String error = row.getString("last_error");
        return TroubleKind.valueOf(row.getString("kind")) == TroubleKind.KAFKA
                ? new KafkaUnavailable(since, seen, error)
                : new InternalErrors(since, seen, row.getLong("count"), error);
    }
}
