package org.resultsrelay.clients;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.resultsrelay.cache.Lookup;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/** Front door: the client companies. A lookup within a few seconds of the last one runs no SQL and decrypts nothing. */
@Component
public class Clients {

    private static final int REMEMBERED = 10_000;

    private static final String EVERYONE = "every client";

    private final ClientRegistry register;
    private final Lookup<Long, Client> byId;
    private final Lookup<String, Client> byKey;
    private final Lookup<String, List<Client>> lists;

    Clients(ClientRegistry register, ClientsProperties properties, Clock clock) {
        Duration fresh = properties.clients().cacheTtl();
        this.register = register;
        this.byId = new Lookup<>(clock, fresh, REMEMBERED, register::find);
        this.byKey = new Lookup<>(clock, fresh, REMEMBERED, register::find);
        this.lists = new Lookup<>(clock, fresh, 1, list -> Optional.of(register.all()));
    }

    public Optional<Client> find(String key) {
        return byKey.find(key);
    }

    /** The client with this key. Without one, the request is refused. */
    public Client known(String key) {
        return find(key).orElseThrow(() -> UnknownClient.problem(key));
    }

    /** The client with an id from our own tables. */
    public Client get(long id) {
        return byId.find(id).orElseThrow(() -> new IllegalArgumentException("No client has the id " + id));
    }

    /** The client's name in messages: its key, or its number if it cannot be looked up. */
    public String called(long id) {
        try {
            return byId.find(id).map(Client::key).orElseGet(() -> numbered(id));
        } catch (DataAccessException | TransactionException e) {
            return numbered(id); // the message is about something worse
        }
    }

    private static String numbered(long id) {
        return "client number " + id;
    }

    /** Every client, ordered by key. */
    public List<Client> all() {
        return lists.find(EVERYONE).orElseThrow();
    }

    /** Stops pushes to this client until it is resumed; {@code reason} is shown to people. */
    public void pause(long id, String reason) {
        register.pause(id, reason);
    }

    /**
     * Pauses a client whose endpoint asked for it, unless it is paused already or has another endpoint by now. Returns
     * whether it did.
     */
    public boolean pauseAt(Client client, String reason) {
        return register.pauseAt(client.id(), client.endpointUrl(), reason);
    }

    /** Asks the database whether the client has another endpoint by now; if so, the next lookup finds it. */
    public boolean hasMoved(Client client) {
        boolean moved = !register.isPushedAt(client.id(), client.endpointUrl());
        if (moved) {
            forget(new ClientChanged(client.id(), client.key()));
        }
        return moved;
    }

    public void resume(long id) {
        register.resume(id);
    }

    /** Runs before others that react to the change look the client up. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(fallbackExecution = true)
    void forget(ClientChanged changed) {
        byId.forget(changed.id());
        byKey.forget(changed.key());
        lists.forget(EVERYONE);
    }
}
