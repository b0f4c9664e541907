package org.resultsrelay.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.MessageContent.Button;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.scheduling.Backoff;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings every channel up to the wanted texts: claim, send, settle, one message of a destination at a time in the whole
 * cluster. An outcome is remembered until it is settled, so that a message is not sent twice when the database goes away
 * in between. Settling changes nothing unless the lease still holds.
 */
@Component
class Sender implements Tick {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private static final Duration AFTER_PERMANENT = Duration.ofMinutes(10);
    private static final Backoff STEPS =
            new Backoff(Stream.of(2, 5, 10, 20, 30, 60).map(Duration::ofSeconds).toList());

    /**
     * Claims a destination and its most urgent message: news before edits, the longest waiting first. A new message may
     * have been delivered before if it was handed over without a proper answer, or by a relay that died.
     */
    private static final String CLAIM = """
            with next as (
                select m.id, c.name, c.sent_at
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
            set due_at = :lease, state = 'SENDING',
                perhaps_again = m.perhaps_again or m.message_id is null and m.state in ('SENDING', 'UNKNOWN')
            from next where m.id = next.id
            returning m.id, m.key, m.channel, m.wanted_text, m.buttons, m.wanted_revision, m.message_id, m.attempts,
                m.last_error, m.perhaps_again, next.sent_at,
                (select f.message_id from notify_messages f
                 where f.family = m.family and f.channel = m.channel and f.id < m.id
                   and f.message_id is not null order by f.id limit 1) as answers
            """;

    private static final String DELIVERED = """
            update notify_messages
            set sent_revision = :revision, message_id = :messageId, due_at = :now, delivered_at = :now,
                attempts = 0, last_error = null, failing_since = null,
                state = case when wanted_revision > :revision then 'WANTED' else 'SENT' end
            where id = :id and due_at = :lease
            """;

    /** The message is due at once: the destination says when it is open again. */
    private static final String POSTPONED = """
            update notify_messages set due_at = :now, state = 'WANTED', message_id = :messageId
            where id = :id and due_at = :lease
            """;

    private static final String FAILED = """
            update notify_messages
            set due_at = :due, attempts = attempts + 1, last_error = :error, state = :state,
                failing_since = coalesce(failing_since, :now)
            where id = :id and due_at = :lease
            """;

    private static final String REOPEN = """
            update notify_channels
            set open_at = :open, sent_at = :sent,
                failing_since = case when :failing then coalesce(failing_since, :now) end
            where name = :channel and open_at = :lease
            """;

    private final JdbcClient jdbc;
    private final Channels channels;
    private final NotifyProperties properties;
    private final Clock clock;
    private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();

    Sender(JdbcClient jdbc, Channels channels, NotifyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A message whose wanted content is ahead of the delivered one, claimed until {@code lease}; {@code sent}: the last
     * sends to the destination.
     */
    record ClaimedMessage(
            long id,
            OutboundMessage outbound,
            int attempts,
            @Nullable String error,
            List<Instant> sent,
            Instant lease) {}

    @Override
    public int tick() {
        for (Runnable left = unsettled.poll(); left != null; left = unsettled.poll()) {
            left.run();
        }
        return claim(clock.instant()).map(this::send).orElse(0);
    }

    Optional<ClaimedMessage> claim(Instant now) {
        Instant lease = now.plus(properties.lease()).truncatedTo(ChronoUnit.MICROS); // as PostgreSQL stores it
        return jdbc.sql(CLAIM)
                .param("channels", new SqlArrayValue("text", channels.names().toArray()))
                .param("now", at(now))
                .param("lease", at(lease))
                .query((row, n) -> claimed(row, lease))
                .optional();
    }

    private static ClaimedMessage claimed(ResultSet row, Instant lease) throws SQLException {
        MessageContent content = new MessageContent(
                row.getString("wanted_text"),
                JsonMapper.shared().readValue(row.getString("buttons"), new TypeReference<List<List<Button>>>() {}));
        OutboundMessage outbound = new OutboundMessage(
                row.getString("channel"),
                row.getString("key"),
                row.getInt("wanted_revision"),
                row.getBoolean("perhaps_again") ? content.perhapsAgain() : content,
                row.getString("message_id"),
                row.getString("answers"));
        List<Instant> sent = Stream.of((Timestamp[]) row.getArray("sent_at").getArray())
                .map(Timestamp::toInstant)
                .toList();
        return new ClaimedMessage(
                row.getLong("id"), outbound, row.getInt("attempts"), row.getString("last_error"), sent, lease);
    }

    private int send(ClaimedMessage message) {
        OutboundMessage outbound = message.outbound();
        String standing = outbound.messageId();
        if (standing != null && !channels.of(outbound.destination()).edits()) {
            settle(message, new Delivered(standing), message.sent());
            return 1;
        }
        if (standing == null && outbound.content().isPerhapsAgain()) {
            log.warn(
                    "It is not known whether {} has delivered \"{}\". The relay sends it again, marked \"(perhaps again)\".",
                    outbound.destination(),
                    outbound.content().headline());
        }
        SendOutcome outcome = channels.send(outbound);
        report(message, outcome);
        settle(message, outcome, Throttle.remembered(message.sent(), clock.instant()));
        return 1;
    }

    /** Once for each reason: the message stays wanted, so repeating it would only be noise. */
    private static void report(ClaimedMessage message, SendOutcome outcome) {
        String reason = outcome.reason();
        if (reason != null && !reason.equals(message.error())) {
            log.warn(
                    "Could not yet send to {} \"{}\": {}. The relay keeps it and tries again.",
                    message.outbound().destination(),
                    message.outbound().content().headline(),
                    reason);
        }
    }

    private void settle(ClaimedMessage message, SendOutcome outcome, List<Instant> sent) {
        try {
            store(message, outcome, clock.instant());
            reopen(message, outcome, sent, clock.instant());
        } catch (RuntimeException e) {
            unsettled.add(() -> settle(message, outcome, sent));
            throw e;
        }
    }

    private void store(ClaimedMessage message, SendOutcome outcome, Instant now) {
        switch (outcome) {
            case Delivered(String messageId) ->
                update(DELIVERED, message, now)
                        .param("revision", message.outbound().revision())
                        .param("messageId", messageId)
                        .update();
            case RateLimited _ ->
                update(POSTPONED, message, now)
                        .param("messageId", message.outbound().messageId(), Types.VARCHAR)
                        .update();
            case Missing _ ->
                update(POSTPONED, message, now)
                        .param("messageId", null, Types.VARCHAR)
                        .update();
            case NotDelivered(String reason, boolean permanent)
            when permanent -> failed(message, "GIVEN_UP", reason, AFTER_PERMANENT, now);
            case NotDelivered(String reason, boolean _) ->
                failed(message, "FAILING", reason, STEPS.afterAtMost(message.attempts() + 1), now);
            case Unconfirmed(String reason) ->
                failed(message, "UNKNOWN", reason, STEPS.afterAtMost(message.attempts() + 1), now);
        }
    }

    /** Opens the destination for its next message. */
    private void reopen(ClaimedMessage message, SendOutcome outcome, List<Instant> sent, Instant now) {
        String destination = message.outbound().destination();
        Instant open = outcome instanceof RateLimited(Duration retryAfter)
                ? now.plus(retryAfter)
                : Throttle.next(channels.of(destination).throttles(destination), sent, now);
        jdbc.sql(REOPEN)
                .param("open", at(open))
                .param("sent", new SqlArrayValue("timestamptz", sent.toArray()))
                .param("failing", !(outcome instanceof Delivered))
                .param("now", at(now))
                .param("channel", destination)
                .param("lease", at(message.lease()))
                .update();
    }

    private void failed(ClaimedMessage message, String state, String reason, Duration wait, Instant now) {
        Duration jittered = Backoff.jittered(wait, ThreadLocalRandom.current().nextDouble());
        update(FAILED, message, now)
                .param("state", state)
                .param("error", reason)
                .param("due", at(now.plus(jittered)))
                .update();
    }

    private JdbcClient.StatementSpec update(String statement, ClaimedMessage message, Instant now) {
        return jdbc.sql(statement)
                .param("id", message.id())
                .param("lease", at(message.lease()))
                .param("now", at(now));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }
}
