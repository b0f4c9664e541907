package org.resultsrelay.sources;

import java.time.Clock;
import java.util.Optional;
import org.resultsrelay.cache.Lookup;
import org.resultsrelay.sources.SourceRegistry.SourceChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Finds the source behind a URL. One that was used in the last seconds needs no SQL, and is compiled already. */
@Component
class Sources {

    private static final int REMEMBERED = 10_000;

    private final Lookup<String, Source> byHash;
    private final Clock clock;

    Sources(SourceRegistry registry, SourcesProperties properties, Clock clock) {
        this.clock = clock;
        this.byHash = new Lookup<>(clock, properties.cacheTtl(), REMEMBERED, registry::byToken);
    }

    Optional<Source> behind(SourceToken token) {
        return token.isPossible()
                ? byHash.find(token.hash()).filter(source -> source.validAt(clock.instant()))
                : Optional.empty();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(SourceChanged changed) {
        changed.tokenHashes().forEach(byHash::forget);
    }
}
