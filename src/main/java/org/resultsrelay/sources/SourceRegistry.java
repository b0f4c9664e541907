package org.resultsrelay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.SecretBox;
import org.resultsrelay.sources.SourceRules.Checked;
import org.resultsrelay.sources.verification.Verification;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sources in the database. Every method is one transaction. */
@Component
@Transactional
class SourceRegistry {

    private final StoredSources stored;
    private final SourceRules rules;
    private final SecretBox box;
    private final SourcesProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SourceRegistry(
            StoredSources stored,
            SourceRules rules,
            SecretBox box,
            SourcesProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.stored = stored;
        this.rules = rules;
        this.box = box;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** A source, and the token that was made for it, if one was. */
    record Registered(StoredSource source, @Nullable SourceToken token) {}

    /** The source has changed, or is gone: what is cached under these hashes is outdated once this is committed. */
    record SourceChanged(List<String> tokenHashes) {}

    @Transactional(readOnly = true)
    public Optional<Source> byToken(String hash) {
        return stored.findByToken(hash).map(source -> rules.compiled(source, hash));
    }

    /** The source with its newest token, as requests are taken by it. */
    @Transactional(readOnly = true)
    public Optional<Source> compiled(long clientId, String name) {
        return stored.findByClientIdAndName(clientId, name)
                .map(source -> rules.compiled(source, source.tokenHashes().getFirst()));
    }

    @Transactional(readOnly = true)
    public Optional<StoredSource> find(long clientId, String name) {
        return stored.findByClientIdAndName(clientId, name);
    }

    @Transactional(readOnly = true)
    public List<StoredSource> after(long clientId, String name, int limit) {
        return stored.findByClientIdAndNameGreaterThanOrderByName(clientId, name, Limit.of(limit));
    }

    /** Two callers may create the same source at once: the second fails on the unique key and calls again. */
    public Registered put(long clientId, String name, SourceSettings settings) {
        Optional<StoredSource> known = stored.lock(clientId, name);
        return known.isPresent() ? replace(known.get(), settings) : make(clientId, name, settings);
    }

    private Registered make(long clientId, String name, SourceSettings settings) {
        Checked checked = rules.checked(settings, null);
        SourceToken token = SourceToken.random();
        StoredSource made = new StoredSource(clientId, name, checked.definition(), token.hash(), now());
        keepSecret(made, checked.verification());
        return new Registered(stored.save(made), token);
    }

    private Registered replace(StoredSource source, SourceSettings settings) {
        Verification before = rules.verification(source.definition());
        Checked checked = rules.checked(settings, before);
        if (before.kind() != checked.verification().kind()) {
            source.forgetSecrets();
        }
        keepSecret(source, checked.verification());
        source.become(checked.definition(), now());
        events.publishEvent(new SourceChanged(source.tokenHashes()));
        return new Registered(source, null);
    }

    /** The same secret again changes nothing, so that sending the same settings twice ends no overlap. */
    private void keepSecret(StoredSource source, Verification verification) {
        if (verification.secret() == null) {
            return;
        }
        byte[] secret = verification.secret().getBytes(UTF_8);
        boolean same = source.secrets(now()).stream()
                .findFirst()
                .filter(newest -> MessageDigest.isEqual(box.unseal(newest), secret))
                .isPresent();
        if (!same) {
            source.change(box.seal(secret), now(), properties.overlap());
        }
    }

    public Optional<Registered> rotate(long clientId, String name) {
        return stored.lock(clientId, name).map(source -> {
            SourceToken token = SourceToken.random();
            List<String> before = source.tokenHashes();
            source.rotate(token.hash(), now(), properties.overlap());
            events.publishEvent(new SourceChanged(before));
            return new Registered(source, token);
        });
    }

    /** False if there is no such source. */
    public boolean remove(long clientId, String name) {
        Optional<StoredSource> found = stored.lock(clientId, name);
        found.ifPresent(source -> {
            stored.delete(source);
            events.publishEvent(new SourceChanged(source.tokenHashes()));
        });
        return found.isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
