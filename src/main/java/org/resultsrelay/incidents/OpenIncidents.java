package org.resultsrelay.incidents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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

    void set(Kind kind, long count) {
        Objects.requireNonNull(counts.get(kind)).set(count);
    }
}
