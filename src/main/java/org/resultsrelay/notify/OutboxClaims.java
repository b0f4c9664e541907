package org.resultsrelay.notify;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes turns at the destinations: one message of a destination at a time in the whole cluster, however many relays there are.
 * Settling changes nothing unless the lease still holds.
 */
@Repository
class OutboxClaims {

    /**
     * Takes a destination and its most urgent message: news before edits, what waits longest first. What nobody knows to have arrived
     * keeps the place behind which it would stand.
     */
    private static final String CLAIM = """
            with next as (
                select m.id, c.name, c.sent_at, c.newest,
                       case when m.message_id is null then m.sent_after end as stray_after
                from notify_messages m join notify_channels c on c.name = m.channel
                where split_part(c.name, ':', 1) = any(:channels) and c.open_at <= :now
                  and m.sent_revision < m.wanted_revision and m.due_at <= :now
                order by m.message_id is not null, m.urgency, coalesce(m.delivered_at, m.created_at), m.id
                limit 1 for update of m, c skip locked
            ), taken as (
                update notify_channels c set open_at = :lease, sent_at = c.sent_at || cast(:now as timestamptz)
                from next where c.name = next.name
            )
            update notify_messages m
            set due_at = :lease, state = 'SENDING', sent_after = coalesce(m.sent_after, next.newest, '')
            from next where m.id = next.id
            returning m.id, m.key, m.channel, m.wanted_text, m.buttons, m.picture, m.wanted_revision, m.message_id, m.attempts,
                m.last_error, next.sent_at, next.stray_after, m.created_at,
                (select f.message_id from notify_messages f
                 where f.family = m.family and f.channel = m.channel and f.id < m.id
                   and f.message_id is not null order by f.id limit 1) as answers
            """;

    private static final String DELIVERED = """
            update notify_messages
            set sent_revision = :revision, message_id = :messageId, due_at = :now, delivered_at = :now,
                attempts = 0, last_error = null, failing_since = null, sent_after = null,
                state = case when wanted_revision > :revision then 'WANTED' else 'SENT' end
            where id = :id and due_at = :lease
            """;

    private static final String POSTPONED = """
            update notify_messages
            set due_at = :now, state = case when :perhaps then 'UNKNOWN' else 'WANTED' end,
                sent_after = case when :perhaps then sent_after end
            where id = :id and due_at = :lease
            """;

    private static final String MISSING = """
            update notify_messages set due_at = :now, state = 'WANTED', sent_after = null, message_id = null
            where id = :id and due_at = :lease
            """;

    private static final String FAILED = """
            update notify_messages
            set due_at = :due, attempts = attempts + 1, last_error = :error, state = :state,
                failing_since = coalesce(failing_since, :now), sent_after = case when :perhaps then sent_after end
            where id = :id and due_at = :lease
            """;

    private static final String NEWEST = """
            update notify_channels set newest = :messageId where name = :channel
            """;

    private static final String TAKEN = "select exists (select from notify_messages where message_id = :messageId)";

    private static final String REOPEN = """
            update notify_channels
            set open_at = :open, sent_at = :sent,
                failing_since = case when :failing then coalesce(failing_since, :now) end
            where name = :channel and open_at = :lease
            """;

    private final JdbcClient jdbc;

    OutboxClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ClaimedMessage> claim(Collection<String> channels, Instant now, Instant until) {
        Instant lease = until.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it: settling compares it
        return jdbc.sql(CLAIM)
                .param("channels", new SqlArrayValue("text", channels.toArray()))
                .param("now", at(now))
                .param("lease", at(lease))
                .query((row, n) -> ClaimedMessage.of(row, lease))
                .optional();
    }

    @Transactional
    void delivered(ClaimedMessage message, String messageId, ChannelState rest) {
        settle(DELIVERED, message)
                .param("revision", message.outbound().revision())
                .param("messageId", messageId)
                .param("now", at(rest.now()))
                .update();
        if (!messageId.equals(message.outbound().messageId())) {
            newest(message.outbound().destination(), messageId);
        }
        reopen(message, rest);
    }

    /** Its own time is not moved: the destination is closed, and nobody knows better when it opens. */
    @Transactional
    void throttled(ClaimedMessage message, ChannelState rest) {
        settle(POSTPONED, message)
                .param("now", at(rest.now()))
                .param("perhaps", message.tried().uncertain())
                .update();
        reopen(message, rest);
    }

    @Transactional
    void missing(ClaimedMessage message, ChannelState rest) {
        settle(MISSING, message).param("now", at(rest.now())).update();
        reopen(message, rest);
    }

    @Transactional
    void failed(ClaimedMessage message, Failure failure, ChannelState rest) {
        settle(FAILED, message)
                .param("due", at(failure.due()))
                .param("error", failure.reason())
                .param("state", failure.state())
                .param("perhaps", failure.perhaps())
                .param("now", at(rest.now()))
                .update();
        reopen(message, rest);
    }

    /** What is written there from now on stands behind this. */
    void newest(String destination, String messageId) {
        jdbc.sql(NEWEST)
                .param("messageId", messageId)
                .param("channel", destination)
                .update();
    }

    /** Whether this is the name of a known message. */
    boolean taken(String messageId) {
        return jdbc.sql(TAKEN)
                .param("messageId", messageId)
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec settle(String statement, ClaimedMessage message) {
        return jdbc.sql(statement).param("id", message.id()).param("lease", at(message.lease()));
    }

    private void reopen(ClaimedMessage message, ChannelState rest) {
        jdbc.sql(REOPEN)
                .param("open", at(rest.open()))
                .param("sent", new SqlArrayValue("timestamptz", rest.sent().toArray()))
                .param("failing", rest.failing())
                .param("now", at(rest.now()))
                .param("channel", message.outbound().destination())
                .param("lease", at(message.lease()))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
