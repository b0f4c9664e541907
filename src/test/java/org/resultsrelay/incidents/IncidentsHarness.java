package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.DeliveryFails;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A relay that looks at troubles of the test's own making, and tells of them as time passes. */
final class IncidentsHarness {

    /** What is wrong; the test changes it. */
    final List<Finding> wrong = new ArrayList<>();

    /** Asked before that. */
    final List<Source> others = new ArrayList<>();

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

    Watch watch() {
        List<Source> sources = new ArrayList<>(others);
        sources.add(source(Set.of(Kind.DELIVERY), () -> List.copyOf(wrong)));
        return new Watch(
                sources,
                relay.getBean(Incidents.class),
                relay.getBean(Episodes.class),
                relay.getBean(DueAlerts.class),
                relay.getBean(OpenIncidents.class),
                relay.getBean(IncidentsProperties.class),
                clock);
    }

    static Source source(Set<Kind> kinds, Supplier<List<Finding>> findings) {
        return new Source() {
            @Override
            public Set<Kind> kinds() {
                return kinds;
            }

            @Override
            public List<Finding> findings(Collection<Incident> open, Instant now) {
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
        Watch watch = watch();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            watch.tick();
            send();
            clock.advance(step);
        }
    }

    DeliveryFails fails(String client, Instant since, long users, String error) {
        return new DeliveryFails(
                new Subject(client, client), since, since, users, error, "unreachable", null, null, null);
    }

    /** From now on. */
    DeliveryFails fails(String client) {
        return fails(client, clock.instant(), 1, "no answer in time");
    }
}
