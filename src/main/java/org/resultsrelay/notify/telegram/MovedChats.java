package org.resultsrelay.notify.telegram;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The current number of a group that became a supergroup; settings and old messages contain the former one. It is read
 * from the database once. If a relay does not know of a move yet, Telegram tells it, so no message needs the database.
 */
class MovedChats {

    private static final String NOTE = """
            insert into telegram_moved_chats (chat, moved_to) values (:chat, :to)
            on conflict (chat) do update set moved_to = excluded.moved_to
            """;

    private static final Logger log = LoggerFactory.getLogger(MovedChats.class);

    private final JdbcClient jdbc;
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private volatile boolean read;

    MovedChats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The chat's current number or name. */
    String now(String chat) {
        if (!read) {
            read();
        }
        return moved.getOrDefault(chat, chat);
    }

    /** Reads again, because another relay may have noted a move. */
    void read() {
        try {
            jdbc.sql("select chat, moved_to from telegram_moved_chats").query(row -> {
                moved.put(row.getString("chat"), row.getString("moved_to"));
            });
            read = true;
        } catch (DataAccessException e) {
            log.debug("Could not read which chats have moved: Telegram reports it at the next message", e);
        }
    }

    void note(String chat, String to) {
        if (!to.equals(moved.put(chat, to))) {
            log.warn(
                    "The Telegram group {} has become the supergroup {}. The relay uses the new number from now on",
                    chat,
                    to);
        }
        try {
            jdbc.sql(NOTE).param("chat", chat).param("to", to).update();
        } catch (DataAccessException e) {
            log.warn(
                    "Could not store that group {} has become {}: Telegram reports it again after a restart",
                    chat,
                    to,
                    e);
        }
    }
}
