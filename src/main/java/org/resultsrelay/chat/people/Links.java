package org.resultsrelay.chat.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;
import org.resultsrelay.notify.IncomingMessage.Speaker;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links people: an administrator creates a code, and the first person who sends it to the bot is linked. */
@Component
class Links {

    private static final Duration VALID = Duration.ofMinutes(15);

    private static final String MAKE = """
            insert into chat_links (code_hash, name, made_by, expires_at) values (:hash, :name, :by, :until)
            """;

    private static final String USE = """
            delete from chat_links where code_hash = :hash and expires_at > :now returning name, made_by
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Audit audit;
    private final Clock clock;

    Links(JdbcClient jdbc, People people, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Made make(String name, Actor by) {
        Instant now = clock.instant();
        jdbc.sql("delete from chat_links where expires_at <= ?").param(at(now)).update();
        LinkCode code = LinkCode.random();
        jdbc.sql(MAKE)
                .param("hash", code.hash())
                .param("name", name)
                .param("by", by.name())
                .param("until", at(now.plus(VALID)))
                .update();
        audit.record(by, "makeLink", "person:" + name, "");
        return new Made(code.value(), now.plus(VALID));
    }

    /** Runs in the transaction that handles the code. Empty if it is wrong, used or too old. */
    Optional<Person> use(String typed, Speaker speaker, ChatPlace in) {
        Instant now = clock.instant();
        return jdbc.sql(USE)
                .param("hash", LinkCode.typed(typed).hash())
                .param("now", at(now))
                .query((row, n) -> new Code(row.getString("name"), row.getString("made_by")))
                .optional()
                .map(code -> link(code, speaker, in, now));
    }

    private Person link(Code code, Speaker speaker, ChatPlace in, Instant now) {
        Person person = people.link(speaker, code.name(), code.madeBy(), now);
        audit.record(person.actor(in), "link", "person:" + person.name(), "with a code created by " + code.madeBy());
        return person;
    }

    @Transactional
    public boolean unlink(long id, Actor by) {
        boolean was = people.forget(id);
        if (was) {
            audit.record(by, "removeLink", "person:" + id, "");
        }
        return was;
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private record Code(String name, String madeBy) {}

    /** Shown only once. */
    @Schema(name = "LinkCode")
    record Made(
            @Schema(description = "What the person sends to the bot as /link CODE; works once.", example = "7QK2M9XD")
            String code,

            @Schema(description = "Until when the code works.")
            Instant expiresAt) {}
}
