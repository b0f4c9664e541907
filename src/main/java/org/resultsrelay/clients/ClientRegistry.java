package org.resultsrelay.clients;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.signing.SigningSecret;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The client companies in the database. Every method is one transaction. */
@Component
@Transactional
class ClientRegistry {

    private final StoredClients companies;
    private final SecretBox box;
    private final ClientsProperties properties;
    private final ObjectProvider<SummaryRefresh> refresh;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClientRegistry(
            StoredClients companies,
            SecretBox box,
            ClientsProperties properties,
            ObjectProvider<SummaryRefresh> refresh,
            ApplicationEventPublisher events,
            Clock clock) {
        this.companies = companies;
        this.box = box;
        this.properties = properties;
        this.refresh = refresh;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Client> find(long id) {
        return companies.findById(id).map(this::view);
    }

    @Transactional(readOnly = true)
    public Optional<Client> find(String key) {
        return companies.findByKey(key).map(this::view);
    }

    @Transactional(readOnly = true)
    public List<Client> all() {
        return companies.findAllByOrderByKey().stream().map(this::view).toList();
    }

    @Transactional(readOnly = true)
    public List<Client> after(String key, int limit) {
        return companies.findByKeyGreaterThanOrderByKey(key, Limit.of(limit)).stream()
                .map(this::view)
                .toList();
    }

    /**
     * Two callers may create the same client at once: the second fails on the unique key and calls again to replace it.
     */
    public Registered put(String key, StoredSettings settings) {
        Optional<StoredClient> known = companies.lockByKey(key);
        if (known.isPresent()) {
            return replaced(known.get(), settings);
        }
        StoredClient made = new StoredClient(key, settings, now());
        made.rotate(
                box.seal(SigningSecret.random()), now(), properties.clients().secretOverlap());
        return new Registered(changed(companies.save(made)), true, null);
    }

    public Optional<Registered> patch(String key, UnaryOperator<StoredSettings> patch) {
        return companies.lockByKey(key).map(company -> replaced(company, patch.apply(company.settings())));
    }

    private Registered replaced(StoredClient company, StoredSettings settings) {
        boolean same = company.settings().showTheSameAs(settings);
        boolean moves = !company.settings().endpointUrl().equals(settings.endpointUrl());
        company.become(settings, now());
        if (moves) {
            requestRetry(company);
        }
        Client client = changed(company);
        return new Registered(client, false, same ? null : refresh.getObject().begin(client));
    }

    public Optional<Client> rotate(String key) {
        byte[] sealed = box.seal(SigningSecret.random());
        return change(companies.lockByKey(key), company -> {
            company.rotate(sealed, now(), properties.clients().secretOverlap());
            requestRetry(company);
        });
    }

    public Optional<Client> pause(long id, @Nullable String reason) {
        return change(companies.lockById(id), company -> company.pause(reason, now()));
    }

    /** Pauses the client unless it is paused already or has another endpoint by now. Returns whether it did. */
    public boolean pauseAt(long id, URI endpoint, String reason) {
        Optional<StoredClient> there =
                companies.lockById(id).filter(company -> !company.paused() && company.isPushedAt(endpoint));
        return change(there, company -> company.pause(reason, now())).isPresent();
    }

    @Transactional(readOnly = true)
    public boolean isPushedAt(long id, URI endpoint) {
        return companies.existsByIdAndSettingsEndpointUrl(id, endpoint.toString());
    }

    public Optional<Client> resume(long id) {
        return change(companies.lockById(id), company -> {
            company.resume();
            requestRetry(company);
        });
    }

    private void requestRetry(StoredClient company) {
        events.publishEvent(new RetryRequested(view(company).id()));
    }

    private Optional<Client> change(Optional<StoredClient> locked, Consumer<StoredClient> change) {
        locked.ifPresent(change);
        return locked.map(this::changed);
    }

    private Client changed(StoredClient company) {
        Client client = view(company);
        events.publishEvent(new ClientChanged(client.id(), client.key()));
        return client;
    }

    private Client view(StoredClient company) {
        return company.view(box, now());
    }

    private Instant now() {
        return clock.instant();
    }

    /**
     * A client after a PUT or PATCH, whether that created it, and the task that pushes its summaries again if they look
     * different.
     */
    record Registered(Client client, boolean made, @Nullable Long task) {}
}
