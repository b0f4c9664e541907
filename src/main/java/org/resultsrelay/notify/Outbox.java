package org.resultsrelay.notify;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the administrator should be reading: written in the transaction of whoever has something to say. */
@Repository
class Outbox {

    private static final String OPEN_CHANNEL = """
            insert into notify_channels (name, open_at) values (:channel, :now) on conflict do nothing
            """;

    /** A changed content raises the wanted revision; a lease, a backoff or a wait under way keeps its due time. */
    private static final String WANT = """
            insert into notify_messages as m
                (key, family, channel, wanted_text, buttons, picture, urgency, due_at, created_at)
            values (:key, :family, :channel, :text, :buttons, :picture, :urgency, :due, :now)
            on conflict (key, channel) do update
            set wanted_text = excluded.wanted_text, buttons = excluded.buttons,
                wanted_revision = m.wanted_revision + 1,
                state = case when m.state = 'SENT' then 'WANTED' else m.state end
            where m.wanted_text <> excluded.wanted_text or m.buttons <> excluded.buttons
            """;

    private static final String SEEN = """
            insert into notify_channels (name, open_at, newest) values (:channel, :now, :newest)
            on conflict (name) do update set newest = excluded.newest
            """;

    private static final String WITHDRAW = """
            delete from notify_messages where key = :key and state = 'WANTED' and message_id is null and due_at > :now
            """;

    private static final String TOLD = """
            select exists (select from notify_messages
                           where key = :key and (sent_revision > 0 or message_id is not null or sent_after is not null))
            """;

    /**
     * What was told without the database stands already, as revision 0: the wanted text will be an edit of it, unless one that was
     * looked for has been put there since.
     */
    private static final String STANDS = """
            update notify_messages set message_id = :messageId
            where key = :key and channel = :channel and message_id is null
              and not exists (select from notify_messages
                              where channel = :channel and message_id = :messageId and delivered_at >= :since)
            """;

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void want(Notification post, String channel, Instant now) {
        Picture picture = post.content().picture();
        jdbc.sql(OPEN_CHANNEL).param("channel", channel).param("now", at(now)).update();
        jdbc.sql(WANT)
                .param("key", post.key())
                .param("family", post.family())
                .param("channel", channel)
                .param("text", post.content().text())
                .param("buttons", Buttons.json(post.content().buttons()))
                .param("picture", picture == null ? null : picture.png(), Types.BINARY)
                .param("urgency", post.urgency().rank())
                .param("due", at(Objects.requireNonNullElse(post.notBefore(), now)))
                .param("now", at(now))
                .update();
    }

    /** Where somebody was told, or is to be told, of this family. */
    List<String> channelsOf(String family) {
        return jdbc.sql("select distinct channel from notify_messages where family = :family")
                .param("family", family)
                .query((row, n) -> row.getString("channel"))
                .list();
    }

    void seen(String channel, String newest, Instant now) {
        jdbc.sql(SEEN)
                .param("channel", channel)
                .param("newest", newest)
                .param("now", at(now))
                .update();
    }

    boolean withdraw(String key, Instant now) {
        return jdbc.sql(WITHDRAW).param("key", key).param("now", at(now)).update() > 0;
    }

    boolean told(String key) {
        return jdbc.sql(TOLD).param("key", key).query(Boolean.class).single();
    }

    void stands(String key, String channel, String messageId, Instant since) {
        jdbc.sql(STANDS)
                .param("key", key)
                .param("channel", channel)
                .param("messageId", messageId)
                .param("since", at(since))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
