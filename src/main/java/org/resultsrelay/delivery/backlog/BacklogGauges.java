package org.resultsrelay.delivery.backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.backlog.BacklogQuery.Waiting;
import org.resultsrelay.scheduling.Tick;
import org.springframework.stereotype.Component;

/** Gauges for each client: waiting users and the age of the oldest undelivered revision. */
@Component
class BacklogGauges implements Tick {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Clients clients;
    private final BacklogQuery backlog;
    private final Clock clock;
    private final MultiGauge waiting;
    private final MultiGauge oldest;

    BacklogGauges(Clients clients, BacklogQuery backlog, Clock clock, MeterRegistry registry) {
        this.clients = clients;
        this.backlog = backlog;
        this.clock = clock;
        this.waiting = MultiGauge.builder("relay.users.waiting")
                .description("Users whose newest summary the client company has not confirmed")
                .register(registry);
        this.oldest = MultiGauge.builder("relay.oldest.undelivered.age")
                .description("How long the longest waiting of them has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public int tick() {
        Map<Long, Waiting> byClient =
                backlog.waiting().stream().collect(Collectors.toMap(Waiting::clientId, Function.identity()));
        List<Client> all = clients.all();
        Instant now = clock.instant();
        waiting.register(rows(all, byClient, Waiting::users), true);
        oldest.register(
                rows(all, byClient, one -> Duration.between(one.oldest(), now).toMillis() / 1000.0), true);
        return 0;
    }

    private static List<Row<?>> rows(
            List<Client> clients, Map<Long, Waiting> waiting, ToDoubleFunction<Waiting> value) {
        return clients.stream()
                .<Row<?>>map(client -> Row.of(
                        Tags.of("client", client.key()),
                        waiting.containsKey(client.id()) ? value.applyAsDouble(waiting.get(client.id())) : 0))
                .toList();
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
