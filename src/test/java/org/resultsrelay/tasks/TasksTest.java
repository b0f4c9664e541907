package org.resultsrelay.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole relay at the beginning of a quarter, where time stands still and nothing ticks; nobody is really pushed. */
@RelayTest
@Import({StillClock.class, AlertTest.NoTicks.class})
abstract class TasksTest {

    static final String PATH = "/api/v1/recompute-tasks";

    @Autowired
    ApplicationContext relay;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcTemplate database;

    @Autowired
    TaskRunner runner;

    Api admin;
    String key;

    @BeforeEach
    void aClientAtTheBeginningOfAQuarter() {
        admin = Api.admin(relay);
        key = "c-" + System.nanoTime();
        admin.put("/api/v1/clients/" + key, "{\"name\":\"C\",\"endpoint_url\":\"http://localhost:9/\"}");
        admin.post("/api/v1/clients/" + key + "/pause", null);
        Instant next = RemainingQuarter.at(clock.instant()).end();
        clock.advance(Duration.between(clock.instant(), next));
    }

    Client client() {
        return relay.getBean(Clients.class).find(key).orElseThrow();
    }

    void has(Object... users) {
        for (Object user : users) {
            database.update("""
                    with u as (insert into users (client_id, external_id, created_at) values (?, ?, now()) returning id, client_id)
                    insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at)
                    select id, client_id, 1, 1, now(), now() from u
                    """, client().id(), user.toString());
        }
    }

    Answer posts(String json, String more) {
        return admin.post(PATH + "?client=" + key + more, json);
    }

    String task(Answer made) {
        if (made.status() != 201) {
            throw new AssertionError(made.status() + " " + made.http().body());
        }
        return PATH + "/" + made.text("id");
    }

    /** As {@code 2 2 1}: what each planned minute takes. */
    String minutes(String task) {
        return String.join(
                " ",
                admin.get(task)
                        .json()
                        .path("minutes")
                        .valueStream()
                        .map(minute -> minute.path("users").asString())
                        .toList());
    }

    /** Those who are wanted again, in the order of their ids. */
    List<String> wanted() {
        return database.query("""
                select u.external_id from deliveries d join users u on u.id = d.user_id
                where d.client_id = ? and d.wanted > d.delivered order by u.external_id
                """, (row, n) -> row.getString("external_id"), client().id());
    }

    void confirmsAll() {
        database.update("update deliveries set delivered = wanted where client_id = ?", client().id());
    }

    void ticks() {
        while (runner.tick() > 0) {}
    }

    void passes(Duration time) {
        clock.advance(time);
        ticks();
    }

    static String list(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList().toString();
    }
}
