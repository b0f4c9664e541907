package org.resultsrelay.incidents;

import static org.resultsrelay.incidents.Words.count;
import static org.resultsrelay.incidents.Words.lasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.resultsrelay.incidents.Finding.DatabaseAway;
import org.resultsrelay.incidents.Finding.DeliveryFails;
import org.resultsrelay.incidents.Finding.MalformedInput;
import org.springframework.stereotype.Component;

/**
 * The texts that the administrator reads. The first line says it all and stays the same while the episode lasts; the rest is
 * what is known now, what the relay does, and what to do.
 */
@Component
class Wording {

    private final Words words;
    private final Duration malformedQuiet;

    Wording(IncidentsProperties properties) {
        this.words = new Words(properties.zone());
        this.malformedQuiet = properties.malformedQuiet();
    }

    String open(Incident incident, Finding finding) {
        String since = " since " + words.day(incident.openedAt());
        return switch (finding) {
            case DeliveryFails fails -> lines("🔴 " + fails.subject() + " does not get its summaries" + since, delivery(fails));
            case MalformedInput malformed ->
                lines("🟠 " + malformed.subject() + " cannot be understood" + since, malformed(incident, malformed));
            case DatabaseAway away -> lines("🔴 The database cannot be used" + since, database(away));
        };
    }

    private List<String> delivery(DeliveryFails fails) {
        return List.of(
                "Waiting: " + count(fails.users(), "user"),
                "Last answer: " + fails.error(),
                "What the relay does: " + delivers(fails),
                "What to do: " + remedy(fails));
    }

    private String delivers(DeliveryFails fails) {
        if (fails.pauseReason() != null) {
            return "it has paused this client and keeps every result. Reason: " + fails.pauseReason();
        }
        return fails.nextTryAt() == null
                ? "it keeps these results and does not repeat what was refused; all other users are served as always."
                : "it keeps every result and tries again by itself, next at " + words.hour(fails.nextTryAt()) + ".";
    }

    private static String remedy(DeliveryFails fails) {
        if (fails.pauseReason() != null) {
            return "when the client's server is ready, resume it (POST /api/v1/clients/" + fails.client().key()
                    + "/resume). What waits is then sent.";
        }
        return fails.nextTryAt() == null
                ? "show the last answer to " + fails.client().name()
                        + "; once their server accepts such summaries, send them again (POST /api/v1/clients/"
                        + fails.client().key() + "/resync)."
                : "show the last answer to " + fails.client().name()
                        + ". Once their server works again, everything that waits is sent by itself.";
    }

    private List<String> malformed(Incident incident, MalformedInput malformed) {
        String far = "So far: " + count(incident.occurrences(), "time") + ", last at " + words.hour(incident.lastSeenAt());
        String ends = " This message closes by itself " + lasting(malformedQuiet) + " after the last one.";
        return malformed.source().equals("webhook")
                ? List.of(
                        far,
                        "What is wrong with the last one: " + malformed.error(),
                        "What the relay does: it tells the sender what is wrong, keeps a copy in quarantine, and takes every"
                                + " correct webhook as always.",
                        "What to do: show what is wrong to whoever runs the learning platform." + ends)
                : List.of(
                        far,
                        "What is wrong with the last one: " + malformed.error(),
                        "What the relay does: it sets them aside in quarantine and finds by itself whom they were about;"
                                + " no result is lost.",
                        "What to do: see whether something else writes to the relay's Kafka topics." + ends);
    }

    private static List<String> database(DatabaseAway away) {
        return List.of(
                "Last error: " + away.error(),
                "What the relay does: it asks every sender to send again later (503), and comes back by itself. Nothing that"
                        + " it has accepted is lost.",
                "What to do: see that PostgreSQL runs, that its disk is not full, and that the relay's machine reaches it.");
    }

    String closed(Incident incident) {
        Instant end = incident.ended();
        String again =
                switch (incident.kind()) {
                    case DELIVERY -> " gets its summaries again";
                    case MALFORMED -> " can be understood again";
                    case DATABASE -> " can be used again";
                };
        List<String> rest = new ArrayList<>();
        rest.add("It lasted " + lasting(Duration.between(incident.openedAt(), end)) + ", from "
                + words.day(incident.openedAt()) + " to " + words.day(end) + ".");
        if (incident.usersAffected() > 0) {
            rest.add("Affected: " + count(incident.usersAffected(), "user"));
        }
        if (incident.occurrences() > 0) {
            rest.add("Refused: " + count(incident.occurrences(), "time"));
        }
        rest.add("Last error: " + incident.lastError());
        rest.add("Nothing is left to do.");
        return lines("🟢 Over: " + incident.subject() + again, rest);
    }

    private static String lines(String headline, List<String> rest) {
        return headline + "\n" + String.join("\n", rest);
    }
}
