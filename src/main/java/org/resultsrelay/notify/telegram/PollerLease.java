package org.resultsrelay.notify.telegram;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which relay listens to the bot, and how far it has come. Telegram sends its updates to one listener only. */
class PollerLease {

    /** Long enough for two slow polls. After a relay was killed nobody listens for as long. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /**
     * After a week without updates Telegram numbers them anew from anywhere, and it keeps none longer than a day. What
     * was done so long ago does not come again, so the offset may be forgotten.
     */
    private static final Duration COUNTED_ANEW = Duration.ofDays(6);

    private static final String TAKE = """
            insert into telegram_pollers as p (bot, holder, lease_until) values (:bot, :me, :until)
            on conflict (bot) do update
            set holder = excluded.holder, lease_until = excluded.lease_until,
                next_offset = case when p.heard_at < :counted_anew then 0 else p.next_offset end
            where p.holder = :me or p.lease_until <= :now
            returning next_offset, polled_at
            """;

    private static final String DONE = """
            update telegram_pollers set next_offset = :id + 1, heard_at = :now
            where bot = :bot and holder = :me and next_offset <= :id
            """;

    private final JdbcClient jdbc;
    private final String bot;
    private final UUID me = UUID.randomUUID();

    PollerLease(JdbcClient jdbc, TelegramProperties properties) {
        this.jdbc = jdbc;
        this.bot = properties.bot();
    }

    /** Takes or renews the lease; empty while another relay has it. */
    Optional<Turn> take(Instant now) {
        return asMe(TAKE)
                .param("now", at(now))
                .param("until", at(now.plus(LEASE)))
                .param("counted_anew", at(now.minus(COUNTED_ANEW)))
                .query(PollerLease::turn)
                .optional();
    }

    /**
     * Marks an update as done, in the transaction of its action; false if it was done before, or if another relay
     * listens now.
     */
    boolean done(long updateId, Instant now) {
        return asMe(DONE).param("id", updateId).param("now", at(now)).update() > 0;
    }

    void polled(Instant now) {
        asMe("update telegram_pollers set polled_at = :now where bot = :bot and holder = :me")
                .param("now", at(now))
                .update();
    }

    /** Lets another relay listen at once. */
    void release(Instant now) {
        asMe("update telegram_pollers set lease_until = :now where bot = :bot and holder = :me")
                .param("now", at(now))
                .update();
    }

    private JdbcClient.StatementSpec asMe(String statement) {
        return jdbc.sql(statement).param("bot", bot).param("me", me);
    }

    private static Turn turn(ResultSet row, int n) throws SQLException {
        Timestamp polled = row.getTimestamp("polled_at");
        return new Turn(row.getLong("next_offset"), polled == null ? null : polled.toInstant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Updates before {@code nextOffset} are done; {@code polledAt}: when Telegram last answered any relay. */
    record Turn(long nextOffset, @Nullable Instant polledAt) {}
}
