package org.resultsrelay.tasks;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One at a time plans a client's minutes or hands over its users, in the whole cluster; held until the transaction ends. */
@Component
class ClientTurns {

    private final JdbcTemplate jdbc;

    ClientTurns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on the client has turns. */
    void open(long clientId) {
        jdbc.update("insert into recompute_turns (client_id) values (?) on conflict do nothing", clientId);
    }

    /** Waits for the turn. */
    void await(long clientId) {
        open(clientId);
        jdbc.queryForList("select client_id from recompute_turns where client_id = ? for update", Long.class, clientId);
    }

    /** Takes the turn unless somebody else has it. */
    boolean take(long clientId) {
        return !jdbc.queryForList(
                        "select client_id from recompute_turns where client_id = ? for update skip locked",
                        Long.class,
                        clientId)
                .isEmpty();
    }
}
