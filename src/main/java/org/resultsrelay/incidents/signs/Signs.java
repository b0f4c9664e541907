package org.resultsrelay.incidents.signs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signs of all relays. */
@Repository
class Signs {

    /** What was quiet for long begins anew; the rest adds up. */
    private static final String NOTE = """
            insert into relay_signs as s (relay, sign, since, seen_at, count, error)
            values (:relay, :sign, :since, :seen, :count, :error)
            on conflict (relay, sign) do update
            set since = case when s.seen_at > :quiet then s.since else excluded.since end,
                count = case when s.seen_at > :quiet then s.count else 0 end + excluded.count,
                seen_at = excluded.seen_at, error = excluded.error
            """;

    private static final String RECENT = """
            select sign, min(since) as since, max(seen_at) as seen_at, sum(count) as count,
                   (array_agg(error order by seen_at desc))[1] as error
            from relay_signs
            where seen_at > case sign when 'KAFKA' then cast(:fresh as timestamptz) else :quiet end
            group by sign
            """;

    private final JdbcClient jdbc;

    Signs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void note(UUID relay, Sign sign, Instant quiet) {
        jdbc.sql(NOTE)
                .param("relay", relay)
                .param("sign", sign.name().name())
                .param("since", Timestamp.from(sign.since()))
                .param("seen", Timestamp.from(sign.seenAt()))
                .param("count", sign.count())
                .param("error", sign.error())
                .param("quiet", Timestamp.from(quiet))
                .update();
    }

    /** It is well again, as far as this relay knows. */
    void clear(UUID relay, Sign.Name name) {
        jdbc.sql("delete from relay_signs where relay = ? and sign = ?")
                .params(relay, name.name())
                .update();
    }

    void forget(Instant before) {
        jdbc.sql("delete from relay_signs where seen_at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    /** All relays together: one for each kind of sign that any has noticed since then. */
    List<Sign> recent(Instant kafkaAfter, Instant errorsAfter) {
        return jdbc.sql(RECENT)
                .param("fresh", Timestamp.from(kafkaAfter))
                .param("quiet", Timestamp.from(errorsAfter))
                .query((row, n) -> new Sign(
                        Sign.Name.valueOf(row.getString("sign")),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getLong("count"),
                        row.getString("error")))
                .list();
    }
}
