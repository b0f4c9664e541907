package org.resultsrelay.incidents.trouble;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.incidents.trouble.UsualTraffic.Expected;
import org.resultsrelay.statistics.LastHeard;
import org.resultsrelay.statistics.QuarterHour;
import org.resultsrelay.statistics.Tally;
import org.resultsrelay.text.TextProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * Platforms that send nothing although they usually would, until they are heard again. A time in which no relay was
 * running does not count.
 */
@Component
class SilenceDetector implements TroubleDetector {

    /** Silences that matter last far longer. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** A longer silence is judged by its first week, so that it does not become the usual. */
    private static final Duration JUDGED = Duration.ofDays(7);

    private final Tally tally;
    private final Clients clients;
    private final SilenceProperties properties;
    private final ZoneId zone;
    private final Map<Long, UsualBefore> usual = new HashMap<>(); // only the monitor uses this and those below
    private List<Trouble> found = List.of();
    private Instant lookAgainAt = Instant.EPOCH;

    SilenceDetector(Tally tally, Clients clients, SilenceProperties properties, TextProperties text) {
        this.tally = tally;
        this.clients = clients;
        this.properties = properties;
        this.zone = text.timeZone();
    }

    /** A silence is told once it has lasted {@code atLeast} and {@code missed} webhooks would usually have come. */
    @Validated
    @ConfigurationProperties("relay.silence")
    record SilenceProperties(
            @DefaultValue("15m") @DurationMin(millis = 1) @DurationMax(days = 365)
            Duration atLeast,

            @DefaultValue("10") @Min(1) int missed) {}

    /** What was usual before a silence that began then; it is read once. */
    private record UsualBefore(Instant since, UsualTraffic traffic) {}

    @Override
    public Set<TroubleKind> kinds() {
        return Set.of(TroubleKind.SILENCE);
    }

    @Override
    public List<Trouble> findings(Map<String, Instant> open, Instant now) {
        if (!now.isBefore(lookAgainAt)) {
            Optional<Instant> listening = tally.listeningSince();
            found = listening.isEmpty()
                    ? List.of()
                    : tally.heard().stream()
                            .flatMap(heard -> silence(heard, listening.get(), open, now).stream())
                            .toList();
            lookAgainAt = now.plus(LOOK_EVERY);
        }
        return found;
    }

    private Optional<Trouble> silence(LastHeard heard, Instant listening, Map<String, Instant> open, Instant now) {
        AffectedClient client = AffectedClient.of(clients.get(heard.clientId()));
        Instant told = open.get(PlatformSilent.key(client.key()));
        Instant since =
                told != null && !heard.last().isAfter(told) ? told : UsualTraffic.later(heard.last(), listening);
        boolean lasts = since.equals(told); // until something is heard
        if (!lasts && now.isBefore(since.plus(properties.atLeast()))) {
            usual.remove(heard.clientId());
            return Optional.empty();
        }
        Expected expected = usual(heard, since).between(since, UsualTraffic.earlier(since.plus(JUDGED), now));
        return lasts || expected.events() >= properties.missed()
                ? Optional.of(new PlatformSilent(client, since, now, rounded(expected.every()), when(since, now)))
                : Optional.empty();
    }

    private UsualTraffic usual(LastHeard heard, Instant since) {
        UsualBefore known = usual.get(heard.clientId());
        if (known == null || !known.since().equals(since)) {
            Instant from = since.minus(Duration.ofDays(7L * UsualTraffic.WEEKS + 1));
            Map<Instant, Long> events = tally.quarterHours(heard.clientId(), from, since).stream()
                    .collect(Collectors.toMap(QuarterHour::start, quarter -> quarter.received() + quarter.refusedIn()));
            known = new UsualBefore(since, new UsualTraffic(events, heard.first(), zone));
            usual.put(heard.clientId(), known);
        }
        return known.traffic();
    }

    /** Rounded for people, and stable from look to look. */
    private static Duration rounded(Duration every) {
        Duration whole = every.truncatedTo(every.toMinutes() < 2 ? ChronoUnit.SECONDS : ChronoUnit.MINUTES);
        return whole.isPositive() ? whole : Duration.ofSeconds(1);
    }

    private String when(Instant since, Instant now) {
        ZonedDateTime day = since.atZone(zone);
        return day.toLocalDate().equals(now.atZone(zone).toLocalDate())
                ? "on " + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s at this time"
                : "at such times";
    }
}
