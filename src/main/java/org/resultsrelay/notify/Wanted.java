package org.resultsrelay.notify;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the administrator should be reading: written in the transaction of whoever has something to say. */
@Repository
class Wanted {

    private static final String OPEN_CHANNEL = """
            insert into notify_channels (name, open_at) values (:channel, :now) on conflict do nothing
            """;

    /** A changed text raises the wanted revision; a lease or a backoff under way keeps its due time. */
    private static final String WANT = """
            insert into notify_messages as m (key, channel, wanted_text, due_at, created_at)
            values (:key, :channel, :text, :now, :now)
            on conflict (key, channel) do update
            set wanted_text = excluded.wanted_text, wanted_revision = m.wanted_revision + 1
            where m.wanted_text <> excluded.wanted_text
            """;

    /** What was told without the database stands already, as revision 0: the wanted text will be an edit of it. */
    private static final String STANDS = """
            update notify_messages set message_id = :messageId
            where key = :key and channel = :channel and message_id is null
            """;

    private final JdbcClient jdbc;

    Wanted(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void want(String key, String channel, String text, Instant now) {
        jdbc.sql(OPEN_CHANNEL)
                .param("channel", channel)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(WANT)
                .param("key", key)
                .param("channel", channel)
                .param("text", text)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void stands(String key, String channel, String messageId) {
        jdbc.sql(STANDS)
                .param("key", key)
                .param("channel", channel)
                .param("messageId", messageId)
                .update();
    }
}
