package org.resultsrelay.notify;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes turns at the channels: one message of a channel at a time in the whole cluster, however many relays there are.
 * Settling changes nothing unless the lease still holds.
 */
@Repository
class Turns {

    /** Takes the channel and its most urgent message: news before edits, what waits longest first. */
    private static final String CLAIM = """
            with turn as (
                select name from notify_channels where name = :channel and open_at <= :now for update skip locked
            ), next as (
                select m.id from notify_messages m join turn on m.channel = turn.name
                where m.sent_revision < m.wanted_revision and m.due_at <= :now
                order by m.message_id is not null, coalesce(m.delivered_at, m.created_at), m.id limit 1 for update of m skip locked
            ), taken as (
                update notify_channels c set open_at = :lease from turn, next where c.name = turn.name
            )
            update notify_messages m set due_at = :lease from next where m.id = next.id
            returning m.id, m.channel, m.wanted_text, m.wanted_revision, m.message_id, m.attempts, m.last_error
            """;

    private static final String DELIVERED = """
            update notify_messages
            set sent_revision = :revision, message_id = :messageId, due_at = :now, delivered_at = :now,
                attempts = 0, last_error = null, given_up = false
            where id = :id and due_at = :lease
            """;

    private static final String POSTPONED = """
            update notify_messages set due_at = :due where id = :id and due_at = :lease
            """;

    private static final String FAILED = """
            update notify_messages
            set due_at = :due, attempts = attempts + 1, last_error = :error, given_up = :permanent
            where id = :id and due_at = :lease
            """;

    private static final String REOPEN = """
            update notify_channels set open_at = :open where name = :channel and open_at = :lease
            """;

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Behind> claim(String channel, Instant now, Instant until) {
        Instant lease = until.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it: settling compares it
        return jdbc.sql(CLAIM)
                .param("channel", channel)
                .param("now", at(now))
                .param("lease", at(lease))
                .query((row, n) -> Behind.of(row, lease))
                .optional();
    }

    @Transactional
    void delivered(Behind message, String messageId, Instant now, Instant open) {
        settle(DELIVERED, message)
                .param("revision", message.revision())
                .param("messageId", messageId)
                .param("now", at(now))
                .update();
        reopen(message, open);
    }

    @Transactional
    void throttled(Behind message, Instant open) {
        settle(POSTPONED, message).param("due", at(open)).update();
        reopen(message, open);
    }

    @Transactional
    void failed(Behind message, Notifier.Failed failure, Instant due, Instant open) {
        settle(FAILED, message)
                .param("due", at(due))
                .param("error", failure.reason())
                .param("permanent", failure.permanent())
                .update();
        reopen(message, open);
    }

    private JdbcClient.StatementSpec settle(String statement, Behind message) {
        return jdbc.sql(statement).param("id", message.id()).param("lease", at(message.lease()));
    }

    private void reopen(Behind message, Instant open) {
        jdbc.sql(REOPEN)
                .param("open", at(open))
                .param("channel", message.channel())
                .param("lease", at(message.lease()))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
