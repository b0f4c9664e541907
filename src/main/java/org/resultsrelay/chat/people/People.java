package org.resultsrelay.chat.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.IncomingMessage.Speaker;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The linked people. */
@Repository
public class People {

    private static final String LINK = """
            insert into chat_people (telegram_id, name, username, linked_at, linked_by)
            values (:telegram, :name, :username, :now, :by)
            on conflict (telegram_id) do update
            set name = excluded.name, username = excluded.username, linked_at = excluded.linked_at,
                linked_by = excluded.linked_by
            returning id, telegram_id, name, username
            """;

    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person who writes, by their current name. */
    public Optional<Person> known(Speaker speaker) {
        return jdbc.sql("select id, telegram_id, name, username from chat_people where telegram_id = ?")
                .param(speaker.id())
                .query(People::person)
                .optional()
                .map(person -> renamed(person, speaker.username()));
    }

    private Person renamed(Person person, @Nullable String username) {
        if (Objects.equals(person.username(), username)) {
            return person;
        }
        jdbc.sql("update chat_people set username = ? where id = ?")
                .param(username)
                .param(person.id())
                .update();
        return new Person(person.id(), person.telegramId(), person.name(), username);
    }

    Person link(Speaker speaker, String name, String by, Instant now) {
        return jdbc.sql(LINK)
                .param("telegram", speaker.id())
                .param("name", name)
                .param("username", speaker.username())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .query(People::person)
                .single();
    }

    List<PersonView> after(long id, int limit) {
        return jdbc.sql("select * from chat_people where id > ? order by id limit ?")
                .param(id)
                .param(limit)
                .query(PersonView::of)
                .list();
    }

    /** Returns whether there was such a person. */
    boolean forget(long id) {
        return jdbc.sql("delete from chat_people where id = ?").param(id).update() > 0;
    }

    private static Person person(ResultSet row, int n) throws SQLException {
        return new Person(
                row.getLong("id"), row.getLong("telegram_id"), row.getString("name"), row.getString("username"));
    }
}
