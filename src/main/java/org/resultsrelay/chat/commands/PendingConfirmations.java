package org.resultsrelay.chat.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.resultsrelay.chat.people.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Actions that wait for a confirmation. The row decides which of two presses is first. */
@Repository
class PendingConfirmations {

    static final Duration VALID_FOR = Duration.ofMinutes(10);

    private static final String ASK = """
            insert into chat_questions (person_id, client_id, expires_at) values (:person, :client, :until) returning id
            """;

    private final JdbcClient jdbc;

    PendingConfirmations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deletes the person's earlier questions that nobody can answer any more. */
    long ask(Person person, long clientId, Instant now) {
        jdbc.sql("delete from chat_questions where person_id = ? and expires_at < ?")
                .params(person.id(), at(now))
                .update();
        return jdbc.sql(ASK)
                .param("person", person.id())
                .param("client", clientId)
                .param("until", at(now.plus(VALID_FOR)))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    Optional<Question> find(long id) {
        return jdbc.sql("select * from chat_questions where id = ? for update")
                .param(id)
                .query((row, n) -> new Question(
                        row.getLong("id"),
                        row.getLong("person_id"),
                        row.getLong("client_id"),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getTimestamp("answered_at") != null))
                .optional();
    }

    void answered(long id, Instant now) {
        jdbc.sql("update chat_questions set answered_at = ? where id = ?")
                .param(at(now))
                .param(id)
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    record Question(long id, long personId, long clientId, Instant expiresAt, boolean answered) {}
}
