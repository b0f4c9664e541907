package org.resultsrelay.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.StandingQuery.Waiting;
import org.resultsrelay.work.Tick;
import org.springframework.stereotype.Component;

/** Waiting users and the age of the oldest undelivered revision for each client, counted now and then. */
@Component
class BacklogGauges implements Tick {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Clients clients;
    private final StandingQuery standing;
    private final MultiGauge waiting;
    private final MultiGauge oldest;

    BacklogGauges(Clients clients, StandingQuery standing, MeterRegistry registry) {
        this.clients = clients;
        this.standing = standing;
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
                standing.waiting().stream().collect(Collectors.toMap(Waiting::clientId, Function.identity()));
        List<Client> all = clients.all();
        waiting.register(rows(all, byClient, Waiting::users), true);
        oldest.register(rows(all, byClient, one -> one.oldest().toMillis() / 1000.0), true);
        return 0;
    }

    private static List<Row<?>> rows(
            List<Client> clients, Map<Long, Waiting> waiting, ToDoubleFunction<Waiting> value) {
        var none = new Waiting(0, 0, Duration.ZERO);
        return clients.stream()
                .<Row<?>>map(client -> Row.of(
                        Tags.of("client", client.key()), value.applyAsDouble(waiting.getOrDefault(client.id(), none))))
                .toList();
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
