package org.resultsrelay.digest;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.number;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.IncidentQueries;
import org.resultsrelay.statistics.QuarterHour;
import org.resultsrelay.statistics.Tally;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.TextProperties;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;

/** Writes the digest, short enough to be read on a phone: the whole day, then client by client. */
@Component
class DigestText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int WEEKS = 4; // "usual" on a day of the week is judged by this many of them
    private static final int NAMED = 8;
    private static final int NAME = 40; // characters

    private final Tally tally;
    private final Clients clients;
    private final IncidentQueries incidents;
    private final Words words;
    private final ZoneId zone;

    DigestText(Tally tally, Clients clients, IncidentQueries incidents, Words words, TextProperties properties) {
        this.tally = tally;
        this.clients = clients;
        this.incidents = incidents;
        this.words = words;
        this.zone = properties.timeZone();
    }

    String of(LocalDate day) {
        List<List<QuarterHour>> before = IntStream.rangeClosed(1, WEEKS)
                .mapToObj(week -> counted(day.minusWeeks(week)))
                .toList();
        String open = open(incidents.openSince(), words);
        return text(day, counted(day), before, id -> clients.get(id).name(), open, zone);
    }

    private List<QuarterHour> counted(LocalDate day) {
        return tally.quarterHours(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * The counts of a day, of one client or of several; {@code usual}: how many are relayed on such a day, 0 if
     * unknown.
     */
    private record Day(String name, long received, long refusedIn, long relayed, long late, long refused, long usual) {

        /** Clients with trouble first, then the busiest. */
        private static final Comparator<Day> ORDER = Comparator.comparingLong(
                        (Day day) -> day.late + day.refused + day.refusedIn)
                .thenComparingLong(day -> Math.max(day.relayed, day.usual))
                .reversed()
                .thenComparing(Day::name);

        static Day of(String name, List<QuarterHour> counted, List<List<QuarterHour>> before) {
            return new Day(
                    name,
                    sum(counted, QuarterHour::received),
                    sum(counted, QuarterHour::refusedIn),
                    sum(counted, QuarterHour::relayed),
                    sum(counted, QuarterHour::late),
                    sum(counted, QuarterHour::refusedOut),
                    usual(before));
        }

        /** The median of the days on which anything was counted; at least two are needed. */
        private static long usual(List<List<QuarterHour>> before) {
            List<Long> relayed = before.stream()
                    .filter(day -> !day.isEmpty())
                    .map(day -> sum(day, QuarterHour::relayed))
                    .sorted()
                    .toList();
            return relayed.size() < 2 ? 0 : relayed.get((relayed.size() - 1) / 2);
        }

        String line() {
            String line = OneLine.of(name);
            String shown = line.codePointCount(0, line.length()) <= NAME
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, NAME - 1)) + "…";
            return Stream.of(
                            shown + ": " + number(relayed) + " relayed"
                                    + (usual == 0 ? "" : " (usually " + number(usual) + ")"),
                            late == 0 ? "" : number(late) + " late",
                            refused == 0 ? "" : number(refused) + " refused",
                            refusedIn == 0 ? "" : count(refusedIn, "webhook") + " refused")
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
        }
    }

    /** {@code before}: the same day of earlier weeks; {@code open}: what is wrong now. */
    static String text(
            LocalDate day,
            List<QuarterHour> counted,
            List<List<QuarterHour>> before,
            LongFunction<String> names,
            String open,
            ZoneId zone) {
        Day all = Day.of("", counted, before);
        List<String> lines = new ArrayList<>();
        lines.add("📊 %s: %s relayed, %s late, %s refused"
                .formatted(DAY.format(day), number(all.relayed), number(all.late), number(all.refused)));
        lines.add(
                all.received + all.refusedIn == 0
                        ? "No webhook came in."
                        : "Webhooks: " + number(all.received) + " taken, " + number(all.refusedIn) + " refused");
        if (all.usual > 0) {
            lines.add("A usual " + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ": "
                    + number(all.usual) + " relayed");
        }
        if (all.relayed + all.refused > 0) {
            lines.add("Most in an hour: "
                    + Stream.of(
                                    peak("relayed", counted, QuarterHour::relayed, zone),
                                    peak("late", counted, QuarterHour::late, zone),
                                    peak("refused", counted, QuarterHour::refusedOut, zone))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(", ")));
        }
        lines.add(open);
        List<Day> clients = byClient(counted, before, names);
        clients.stream().limit(NAMED).map(Day::line).forEach(lines::add);
        if (clients.size() > NAMED) {
            lines.add(others(clients.subList(NAMED, clients.size())).line());
        }
        return String.join("\n", lines);
    }

    private static List<Day> byClient(
            List<QuarterHour> counted, List<List<QuarterHour>> before, LongFunction<String> names) {
        Collector<QuarterHour, ?, Map<Long, List<QuarterHour>>> byId = Collectors.groupingBy(QuarterHour::clientId);
        Map<Long, List<QuarterHour>> day = counted.stream().collect(byId);
        List<Map<Long, List<QuarterHour>>> weeks =
                before.stream().map(week -> week.stream().collect(byId)).toList();
        return Stream.concat(Stream.of(day), weeks.stream())
                .flatMap(clients -> clients.keySet().stream())
                .distinct()
                .map(id -> Day.of(
                        names.apply(id),
                        day.getOrDefault(id, List.of()),
                        weeks.stream()
                                .map(week -> week.getOrDefault(id, List.of()))
                                .toList()))
                .filter(client ->
                        client.received + client.refusedIn + client.relayed + client.refused + client.usual > 0)
                .sorted(Day.ORDER)
                .toList();
    }

    private static Day others(List<Day> clients) {
        return new Day(
                count(clients.size(), "other client"),
                clients.stream().mapToLong(Day::received).sum(),
                clients.stream().mapToLong(Day::refusedIn).sum(),
                clients.stream().mapToLong(Day::relayed).sum(),
                clients.stream().mapToLong(Day::late).sum(),
                clients.stream().mapToLong(Day::refused).sum(),
                clients.stream().mapToLong(Day::usual).sum());
    }

    /** The busiest time, by the hours of people's clocks: {@code 9,204 relayed at 15:00}. */
    private static Optional<String> peak(
            String what, List<QuarterHour> counted, ToLongFunction<QuarterHour> number, ZoneId zone) {
        return counted.stream()
                .collect(Collectors.groupingBy(
                        part -> part.start().atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.HOURS),
                        TreeMap::new,
                        Collectors.summingLong(number)))
                .entrySet()
                .stream()
                .filter(hour -> hour.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(hour -> number(hour.getValue()) + " " + what + " at " + HOUR.format(hour.getKey()));
    }

    private static long sum(List<QuarterHour> counted, ToLongFunction<QuarterHour> number) {
        return counted.stream().mapToLong(number).sum();
    }

    /** {@code since}: when the open incidents began, oldest first. */
    static String open(List<Instant> since, Words words) {
        return switch (since.size()) {
            case 0 -> "No incident is open.";
            case 1 -> "1 incident open, since " + words.day(since.getFirst());
            default -> number(since.size()) + " incidents open, the oldest since " + words.day(since.getFirst());
        };
    }

    ZoneId zone() {
        return zone;
    }
}
