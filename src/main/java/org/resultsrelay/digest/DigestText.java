package org.resultsrelay.digest;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.number;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.Words;

/** The words of the digest, short enough to stand under a picture on a phone. */
final class DigestText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMM uuuu", Locale.ENGLISH);
    private static final int LIMIT = 1_000; // characters: Telegram puts up to 1,024 under a picture
    private static final int NAMED = 8;
    private static final int NAME = 40; // characters

    private DigestText() {}

    /** {@code clients}: those to be named first come first; as many are named as there is room for. {@code open}: what is wrong now. */
    static String of(LocalDate day, List<ClientDay> clients, String open) {
        return IntStream.iterate(Math.min(NAMED, clients.size()), named -> named - 1)
                .mapToObj(named -> text(day, clients, open, named))
                .filter(text -> text.length() <= LIMIT)
                .findFirst()
                .orElseThrow();
    }

    private static String text(LocalDate day, List<ClientDay> clients, String open, int named) {
        ClientDay all = ClientDay.sum(clients, "");
        List<String> lines = new ArrayList<>();
        lines.add("📊 %s: %s relayed, %s late, %s refused"
                .formatted(DAY.format(day), number(all.relayed()), number(all.late()), number(all.refused())));
        lines.add(webhooks(all));
        lines.add(open);
        clients.stream().limit(named).map(DigestText::line).forEach(lines::add);
        if (clients.size() > named) {
            List<ClientDay> rest = clients.subList(named, clients.size());
            lines.add(line(ClientDay.sum(rest, count(rest.size(), "other client"))));
        }
        return String.join("\n", lines);
    }

    /** {@code since}: the beginnings of what is open, the oldest first. */
    static String open(List<Instant> since, Words words) {
        return switch (since.size()) {
            case 0 -> "No incident is open.";
            case 1 -> "1 incident open, since " + words.day(since.getFirst());
            default -> number(since.size()) + " incidents open, the oldest since " + words.day(since.getFirst());
        };
    }

    private static String webhooks(ClientDay all) {
        return all.received() + all.refusedIn() == 0
                ? "No webhook came in."
                : "Webhooks: " + number(all.received()) + " taken, " + number(all.refusedIn()) + " refused";
    }

    private static String line(ClientDay client) {
        return name(client.name()) + ": "
                + Stream.of(
                                number(client.relayed()) + " relayed",
                                some(client.late(), "late"),
                                some(client.refused(), "refused"),
                                client.refusedIn() == 0 ? "" : count(client.refusedIn(), "webhook") + " refused")
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String some(long number, String what) {
        return number == 0 ? "" : number(number) + " " + what;
    }

    private static String name(String name) {
        String line = OneLine.of(name);
        return line.codePointCount(0, line.length()) <= NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, NAME - 1)) + "…";
    }
}
