package org.resultsrelay.notify;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.resultsrelay.notify.Notification.Urgency;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Front door: post what the administrator should be reading under a key. The first channel sends it as one message that
 * is edited in place. A channel that took over the message's family after a failure gets it too. Everything is written
 * in the caller's transaction.
 */
@Component
public class Notifications {

    private static final String OPEN_CHANNEL = """
            insert into notify_channels (name, open_at) values (:channel, :now) on conflict do nothing
            """;

    /** Changed content raises the wanted revision. A lease, a backoff or a wait keeps its due time. */
    private static final String WANT = """
            insert into notify_messages as m (key, family, channel, wanted_text, buttons, urgency, due_at, created_at)
            values (:key, :family, :channel, :text, :buttons, :urgency, :due, :now)
            on conflict (key, channel) do update
            set wanted_text = excluded.wanted_text, buttons = excluded.buttons,
                wanted_revision = m.wanted_revision + 1,
                state = case when m.state = 'SENT' then 'WANTED' else m.state end
            where m.wanted_text <> excluded.wanted_text or m.buttons <> excluded.buttons
            """;

    /** A message sent without the database counts as revision 0, and the wanted text will be an edit of it. */
    private static final String TAKE_OVER = """
            update notify_messages set message_id = :messageId, perhaps_again = :perhapsAgain
            where key = :key and channel = :channel and message_id is null
            """;

    private static final String WITHDRAW = """
            delete from notify_messages
            where key = :key and state = 'WANTED' and message_id is null and not perhaps_again and due_at > :now
            """;

    private static final String TOLD = """
            select exists (select from notify_messages
                           where key = :key and (sent_revision > 0 or message_id is not null
                                                 or perhaps_again or state in ('SENDING', 'UNKNOWN')))
            """;

    private final JdbcClient jdbc;
    private final Channels channels;
    private final NotifyProperties properties;
    private final Clock clock;

    Notifications(JdbcClient jdbc, Channels channels, NotifyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.properties = properties;
        this.clock = clock;
    }

    /** Stores what is wanted under its key. The same content again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Notification notification) {
        post(
                notification,
                jdbc.sql("select distinct channel from notify_messages where family = :family")
                        .param("family", notification.family())
                        .query((row, n) -> row.getString("channel"))
                        .list());
    }

    /** Like {@link #post(Notification)}; if the unstored message was delivered, this one edits it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Notification notification, UnstoredMessage before) {
        post(notification, before.deliveredBy());
        before.attempts()
                .forEach((channel, attempt) -> jdbc.sql(TAKE_OVER)
                        .param("key", notification.key())
                        .param("channel", channel)
                        .param("messageId", attempt.messageId, Types.VARCHAR)
                        .param("perhapsAgain", attempt.perhapsAgain)
                        .update());
    }

    private void post(Notification notification, Collection<String> told) {
        List<String> names = channels.names();
        names.stream()
                .filter(channel -> channel.equals(names.getFirst()) || told.contains(channel))
                .forEach(channel -> want(notification, channel));
    }

    /** Sends something to one place of a channel, such as the chat in which somebody asked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reply(String destination, String key, MessageContent content) {
        want(new Notification(key, key, content, Urgency.REPLY, null), destination);
    }

    private void want(Notification notification, String destination) {
        Instant now = clock.instant();
        jdbc.sql(OPEN_CHANNEL)
                .param("channel", destination)
                .param("now", at(now))
                .update();
        jdbc.sql(WANT)
                .param("key", notification.key())
                .param("family", notification.family())
                .param("channel", destination)
                .param("text", notification.content().text())
                .param(
                        "buttons",
                        JsonMapper.shared()
                                .writeValueAsString(notification.content().buttons()))
                .param("urgency", notification.urgency().rank())
                .param("due", at(Objects.requireNonNullElse(notification.notBefore(), now)))
                .param("now", at(now))
                .update();
    }

    /**
     * Deletes a message that nobody has received and that still waits for its time; true if it is as if it had never
     * been posted.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(String key) {
        return jdbc.sql(WITHDRAW)
                        .param("key", key)
                        .param("now", at(clock.instant()))
                        .update()
                > 0;
    }

    /** Whether any channel has delivered it, or may have. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean told(String key) {
        return jdbc.sql(TOLD).param("key", key).query(Boolean.class).single();
    }

    /** A message for the time when nothing can be stored. */
    public UnstoredMessage unstored() {
        return new UnstoredMessage(channels, properties.failoverAfter());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
