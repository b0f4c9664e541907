package org.resultsrelay.incidents.silence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.silence.UsualRhythm.Expected;
import org.resultsrelay.statistics.LastHeard;
import org.resultsrelay.statistics.QuarterHour;
import org.resultsrelay.statistics.Tally;
import org.resultsrelay.text.WordsProperties;
import org.springframework.stereotype.Component;

/**
 * Asks of each platform whether its silence is unusual. A time in which no relay was there to hear is nobody's silence. What
 * is usual is read once for each silence: it lies before it.
 */
@Component
public class Silences {

    /** Further into a silence nothing new is learned: what is usual would then be judged by the silence itself. */
    private static final Duration JUDGED = Duration.ofDays(7);

    private final Tally tally;
    private final SilenceProperties properties;
    private final ZoneId zone;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    private record Known(Instant since, UsualRhythm usual) {}

    Silences(Tally tally, SilenceProperties properties, WordsProperties words) {
        this.tally = tally;
        this.properties = properties;
        this.zone = words.zone();
    }

    /** {@code told}: since when a client's platform is known to be silent, which lasts until it is heard again. */
    public List<PlatformSilence> at(Instant now, Map<Long, Instant> told) {
        Optional<Instant> listening = tally.listeningSince();
        if (listening.isEmpty()) {
            return List.of();
        }
        List<Silent> silent = tally.heard().stream()
                .map(heard -> silent(heard, listening.get(), told.get(heard.clientId())))
                .filter(one ->
                        one.told() || !one.since().plus(properties.atLeast()).isAfter(now))
                .toList();
        known.keySet()
                .retainAll(silent.stream().map(one -> one.heard().clientId()).toList());
        return silent.stream().flatMap(one -> judged(one, now).stream()).toList();
    }

    private record Silent(LastHeard heard, Instant since, boolean told) {}

    private static Silent silent(LastHeard heard, Instant listening, @Nullable Instant told) {
        return told != null && !heard.last().isAfter(told)
                ? new Silent(heard, told, true)
                : new Silent(heard, heard.last().isAfter(listening) ? heard.last() : listening, false);
    }

    private Optional<PlatformSilence> judged(Silent silent, Instant now) {
        Instant since = silent.since();
        Instant until = since.plus(JUDGED).isBefore(now) ? since.plus(JUDGED) : now;
        Expected expected = usual(silent.heard(), since).between(since, until);
        return silent.told() || expected.events() >= properties.missed()
                ? Optional.of(new PlatformSilence(
                        silent.heard().clientId(), since, rounded(expected.every()), when(since, now)))
                : Optional.empty();
    }

    private UsualRhythm usual(LastHeard heard, Instant since) {
        Known before = known.get(heard.clientId());
        if (before != null && before.since().equals(since)) {
            return before.usual();
        }
        UsualRhythm usual = new UsualRhythm(
                tally
                        .quarterHours(heard.clientId(), since.minus(Duration.ofDays(7L * UsualRhythm.WEEKS + 1)), since)
                        .stream()
                        .collect(
                                Collectors.toMap(QuarterHour::start, events -> events.received() + events.refusedIn())),
                heard.first(),
                zone);
        known.put(heard.clientId(), new Known(since, usual));
        return usual;
    }

    /** As a person would say it, and not another number at each look. */
    private static Duration rounded(Duration every) {
        Duration whole = every.truncatedTo(every.toMinutes() < 2 ? ChronoUnit.SECONDS : ChronoUnit.MINUTES);
        return whole.isPositive() ? whole : Duration.ofSeconds(1);
    }

    private String when(Instant since, Instant now) {
        var day = since.atZone(zone);
        return day.toLocalDate().equals(now.atZone(zone).toLocalDate())
                ? "on " + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s at this time"
                : "at such times";
    }
}
