package org.resultsrelay.notify.telegram;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which relay listens to the bot, and how far it has come: Telegram sends its updates to one listener only. Handles each
 * update once, because marking it done, its action and the reply are one transaction.
 */
class UpdateInbox {

    private static final Logger log = LoggerFactory.getLogger(UpdateInbox.class);

    /** Long enough for two slow polls. After a relay was killed nobody listens for as long. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /**
     * After a week without updates Telegram numbers them anew from anywhere, and it keeps none longer than a day. What
     * was done so long ago does not come again, so the offset may be forgotten.
     */
    private static final Duration COUNTED_ANEW = Duration.ofDays(6);

    private static final String FAILED = "That failed inside the relay, and nothing was done. Its log says why.";

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
    private final ChatHandler chat;
    private final Notifications notifications;
    private final TransactionOperations transactions;
    private final UUID me = UUID.randomUUID();

    UpdateInbox(
            JdbcClient jdbc,
            TelegramProperties properties,
            ChatHandler chat,
            Notifications notifications,
            TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.bot = properties.bot();
        this.chat = chat;
        this.notifications = notifications;
        this.transactions = transactions;
    }

    /** Updates before {@code nextOffset} are done; {@code polledAt}: when Telegram last answered any relay. */
    record Turn(long nextOffset, @Nullable Instant polledAt) {}

    /** Takes or renews the lease; empty while another relay has it. */
    Optional<Turn> take(Instant now) {
        return asMe(TAKE)
                .param("now", at(now))
                .param("until", at(now.plus(LEASE)))
                .param("counted_anew", at(now.minus(COUNTED_ANEW)))
                .query(UpdateInbox::turn)
                .optional();
    }

    private static Turn turn(ResultSet row, int n) throws SQLException {
        Timestamp polled = row.getTimestamp("polled_at");
        return new Turn(row.getLong("next_offset"), polled == null ? null : polled.toInstant());
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

    /**
     * Empty if another relay listens now. After a defect the update is not tried again, since it would fail again and
     * block all that follow.
     */
    Optional<ChatReply> handle(int id, Optional<IncomingMessage> message, Instant now) {
        try {
            return once(id, message, chat::handle, now);
        } catch (RuntimeException e) {
            log.error("A command from the chat failed. Nothing was done, and the person was told so", e);
            return once(id, message, UpdateInbox::failed, now);
        }
    }

    private Optional<ChatReply> once(
            int id, Optional<IncomingMessage> message, Function<IncomingMessage, ChatReply> deed, Instant now) {
        return Objects.requireNonNull(transactions.execute(status -> {
            if (asMe(DONE).param("id", id).param("now", at(now)).update() == 0) {
                return Optional.<ChatReply>empty();
            }
            ChatReply reply = message.map(deed).orElse(ChatReply.SILENCE);
            if (reply.message() != null) {
                notifications.reply(message.orElseThrow().in().destination(), "reply:" + id, reply.message());
            }
            return Optional.of(reply);
        }));
    }

    private static ChatReply failed(IncomingMessage message) {
        return switch (message) {
            case ButtonPress _ -> ChatReply.toast(FAILED);
            case WrittenMessage written when written.in().allowed() -> ChatReply.message(MessageContent.of(FAILED));
            case WrittenMessage _ -> ChatReply.SILENCE; // perhaps a stranger's
        };
    }

    private JdbcClient.StatementSpec asMe(String statement) {
        return jdbc.sql(statement).param("bot", bot).param("me", me);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
