package org.resultsrelay.incidents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Kind;
import org.springframework.stereotype.Component;

/** The gauge {@code relay.incidents.open}: a scrape reads what the last look found, and costs no statement. */
@Component
class OpenIncidents {

    private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);

    OpenIncidents(MeterRegistry meters) {
        for (Kind kind : Kind.values()) {
            AtomicLong count = new AtomicLong();
            counts.put(kind, count);
            Gauge.builder("relay.incidents.open", count, AtomicLong::doubleValue)
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .description("Episodes of trouble that are open now")
                    .register(meters);
        }
    }

    /** What a look at everything but the database has found; of {@code unknown} it could not find out, and their counts stay. */
    void count(Collection<Finding> wrong, Set<Kind> unknown) {
        Map<Kind, Long> found = wrong.stream().collect(Collectors.groupingBy(Finding::kind, Collectors.counting()));
        counts.forEach((kind, count) -> {
            if (kind != Kind.DATABASE && !unknown.contains(kind)) {
                count.set(found.getOrDefault(kind, 0L));
            }
        });
    }

    void set(Kind kind, long count) {
        Objects.requireNonNull(counts.get(kind)).set(count);
    }
}
