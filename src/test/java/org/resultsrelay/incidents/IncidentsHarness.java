package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.resultsrelay.incidents.trouble.DeliveryFails;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.incidents.trouble.TroubleDetector;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A relay that looks at troubles of the test's own making, and tells of them as time passes. */
final class IncidentsHarness {

    /** What is wrong; the test changes it. */
    final List<Trouble> wrong = new ArrayList<>();

    /** Asked before that. */
    final List<TroubleDetector> others = new ArrayList<>();

    private final ApplicationContext relay;
    private final SettableClock clock;
    private final Tick sender;

    /** Begins with an empty chat and no alert. */
    IncidentsHarness(ApplicationContext relay) {
        this.relay = relay;
        this.clock = relay.getBean(SettableClock.class);
        this.sender = relay.getBean("sender", Tick.class);
        relay.getBean(JdbcClient.class)
                .sql("truncate incidents, alerts, notify_messages, notify_channels, audit")
                .update();
        relay.getBean(FakeTelegram.class).reset();
    }

    IncidentMonitor monitor() {
        List<TroubleDetector> sources = new ArrayList<>(others);
        sources.add(source(Set.of(TroubleKind.DELIVERY), () -> List.copyOf(wrong)));
        return new IncidentMonitor(
                sources,
                relay.getBean(Incidents.class),
                relay.getBean(AlertLifecycle.class),
                relay.getBean(TransactionOperations.class),
                relay.getBean(IncidentsProperties.class),
                clock);
    }

    static TroubleDetector source(Set<TroubleKind> kinds, Supplier<List<Trouble>> findings) {
        return new TroubleDetector() {
            @Override
            public Set<TroubleKind> kinds() {
                return kinds;
            }

            @Override
            public List<Trouble> findings(Map<String, Instant> open, Instant now) {
                return findings.get();
            }
        };
    }

    void send() {
        sender.tick();
    }

    /** Looks and sends every two seconds. */
    void pass(long seconds) {
        pass(Duration.ofSeconds(seconds), Duration.ofSeconds(2));
    }

    /** A long time, in which nothing happens that a minute matters for. */
    void pass(Duration time) {
        pass(time, Duration.ofMinutes(1));
    }

    private void pass(Duration time, Duration step) {
        IncidentMonitor monitor = monitor();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            monitor.tick();
            send();
            clock.advance(step);
        }
    }

    DeliveryFails fails(String client, Instant since, long users, String error) {
        return new DeliveryFails(
                new AffectedClient(client, client), since, since, users, error, "unreachable", null, null, null);
    }

    /** From now on. */
    DeliveryFails fails(String client) {
        return fails(client, clock.instant(), 1, "no answer in time");
    }
}
