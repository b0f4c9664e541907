package org.resultsrelay.incidents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.springframework.stereotype.Component;

/** The gauge {@code relay.incidents.open}. A scrape reads what the last look found and costs no statement. */
@Component
class OpenIncidentsGauge {

    private final Map<TroubleKind, AtomicLong> counts = new EnumMap<>(TroubleKind.class);

    OpenIncidentsGauge(MeterRegistry meters) {
        for (TroubleKind kind : TroubleKind.values()) {
            AtomicLong count = new AtomicLong();
            counts.put(kind, count);
            Gauge.builder("relay.incidents.open", count, AtomicLong::doubleValue)
                    .tag("kind", kind.label())
                    .description("Incidents that are open now")
                    .register(meters);
        }
    }

    /**
     * Takes the result of a look. The database has its own monitor, and the counts of {@code unknown} kinds stay as
     * they are.
     */
    void count(Collection<Trouble> wrong, Set<TroubleKind> unknown) {
        counts.forEach((kind, count) -> {
            if (kind != TroubleKind.DATABASE && !unknown.contains(kind)) {
                count.set(
                        wrong.stream().filter(trouble -> trouble.kind() == kind).count());
            }
        });
    }

    void databaseAway(boolean away) {
        Objects.requireNonNull(counts.get(TroubleKind.DATABASE)).set(away ? 1 : 0);
    }
}
