package org.resultsrelay.incidents.wording;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.lasting;
import static org.resultsrelay.text.Words.number;

import java.time.Duration;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.DatabaseAway;
import org.resultsrelay.incidents.episode.Finding.DeliveryFails;
import org.resultsrelay.incidents.episode.Finding.KafkaAway;
import org.resultsrelay.incidents.episode.Finding.Late;
import org.resultsrelay.incidents.episode.Finding.MalformedInput;
import org.resultsrelay.incidents.episode.Finding.OwnErrors;
import org.resultsrelay.incidents.episode.Finding.Silent;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.text.Words;

/**
 * The texts that the administrator reads. The first line says it all and stays while the episode lasts; then come what is
 * known now, what the relay does, and what to do.
 */
public class Wording {

    private final Words words;
    private final Duration malformedQuiet;

    public Wording(Words words, Duration malformedQuiet) {
        this.words = words;
        this.malformedQuiet = malformedQuiet;
    }

    public String open(Incident incident, Finding finding) {
        String headline = headline(finding) + ", since " + words.day(incident.openedAt());
        return switch (finding) {
            case DeliveryFails fails ->
                text(
                        headline,
                        whose(fails),
                        (fails.ownFault() ? "Last error: " : "Last answer: ") + fails.error(),
                        "What the relay does: " + reaction(fails),
                        "What to do: " + remedy(fails));
            case Late late ->
                text(
                        headline,
                        "Waiting: " + count(late.users(), "user") + ", the longest for " + lasting(late.oldest())
                                + " (objective: " + lasting(late.objective()) + ")",
                        "What the relay does: " + reaction(late),
                        "What to do: " + remedy(late));
            case MalformedInput malformed ->
                text(
                        headline,
                        "Refused so far: " + number(incident.occurrences()) + ", the last at "
                                + words.hour(incident.lastSeenAt()),
                        "What is wrong with it: " + malformed.error(),
                        "What the relay does: " + reaction(malformed),
                        "What to do: " + remedy(malformed) + " This message closes by itself " + lasting(malformedQuiet)
                                + " after the last one.");
            case DatabaseAway away ->
                text(
                        headline,
                        "Last error: " + away.error(),
                        "What the relay does: it asks every sender to send again later (503), and comes back by itself."
                                + " Nothing that it has accepted is lost.",
                        "What to do: see that PostgreSQL runs and may be written to, that its disk is not full, and that"
                                + " the relay's machine reaches it.");
            case KafkaAway away ->
                text(
                        headline,
                        "Last error: " + away.error(),
                        "What the relay does: it takes and sends everything as always, up to a second later, and comes"
                                + " back by itself.",
                        "What to do: see that Kafka runs, that its disk is not full, and that the relay's machine"
                                + " reaches it.");
            case OwnErrors errors ->
                text(
                        headline,
                        "Errors so far: " + number(incident.occurrences()) + ", the last at "
                                + words.hour(incident.lastSeenAt()),
                        "The last: " + errors.error(),
                        "What the relay does: it goes on, and tries again what can be tried again.",
                        "What to do: read the relay's log at that time, and report a defect with what it says.");
            case Silent silent ->
                text(
                        headline,
                        "Usual: " + silent.when() + " a webhook comes about every " + lasting(silent.every()),
                        "What the relay does: it waits; nothing of ours is in the way.",
                        "What to do: ask whoever runs the learning platform whether it sends its webhooks.");
        };
    }

    private static String headline(Finding finding) {
        return switch (finding) {
            case DeliveryFails fails when fails.refused() -> "🔴 " + fails.subject() + " refuses some summaries";
            case DeliveryFails fails
            when fails.ownFault() -> "🔴 The relay itself fails to send summaries to " + fails.subject();
            case DeliveryFails fails -> "🔴 " + fails.subject() + " does not get its summaries";
            case Late late -> "🟠 " + late.subject() + " gets its summaries late";
            case MalformedInput malformed -> "🟠 " + malformed.subject() + " cannot be understood";
            case DatabaseAway away -> "🔴 " + away.subject() + " cannot be used";
            case KafkaAway away -> "🟠 " + away.subject() + " cannot be used";
            case OwnErrors errors -> "🟠 " + errors.subject() + " has internal errors";
            case Silent silent -> "🟠 " + silent.subject() + " sends no webhooks";
        };
    }

    private static String whose(DeliveryFails fails) {
        if (fails.refusedUser() == null || fails.pauseReason() != null) {
            return "Waiting: " + count(fails.users(), "user");
        }
        String what = fails.ownFault() ? "Waiting: " : "Refused: ";
        return fails.users() == 1
                ? what + "user " + fails.refusedUser()
                : what + count(fails.users(), "user") + ", the latest is " + fails.refusedUser();
    }

    private String reaction(DeliveryFails fails) {
        if (fails.pauseReason() != null) {
            return "it sends nothing to this client, which is paused, and keeps every result. Reason: "
                    + fails.pauseReason();
        }
        if (fails.ownFault()) {
            return "it keeps these results and tries again by itself"
                    + (fails.nextTryAt() == null ? "" : ", next at " + words.hour(fails.nextTryAt()))
                    + ". Users who do not meet this error are served as always.";
        }
        if (fails.refused()) {
            return fails.nextTryAt() == null
                    ? "it keeps these results and does not repeat what was refused. All other users are served as always."
                    : "it keeps these results and tries again by itself, next at " + words.hour(fails.nextTryAt())
                            + ". All other users are served as always.";
        }
        return fails.nextTryAt() == null
                ? "it keeps every result and looks every minute whether the server works again."
                : "it keeps every result and sends nothing before " + words.day(fails.nextTryAt())
                        + ", because the server has asked for that (Retry-After).";
    }

    private static String remedy(DeliveryFails fails) {
        String api = "POST /api/v1/clients/" + fails.client().key();
        if (fails.pauseReason() != null) {
            return "when the client's server is ready, resume it (" + api + "/resume). What waits is then sent.";
        }
        if (fails.ownFault()) {
            return "read the relay's log (level ERROR); the client's server is not the reason. If files, ports or memory are"
                    + " short, free some on the relay's machine. If one user's results cannot be read or are too many,"
                    + " report a defect. Afterwards they are sent by themselves; at once with POST /api/v1/users/"
                    + fails.client().key() + "/{id}/retry.";
        }
        String show = "show the last answer to " + fails.client().name() + ". Once their server ";
        if (fails.refused()) {
            return fails.nextTryAt() == null
                    ? show + "accepts such summaries, have them sent again (" + api + "/resync)."
                    : show + "accepts this user, the summary is sent by itself; at once with POST /api/v1/users/"
                            + fails.client().key() + "/{id}/retry.";
        }
        return fails.nextTryAt() == null
                ? show + "works again, everything that waits is sent by itself."
                : show + "works again, do not wait for that time (" + api + "/resume).";
    }

    private static String reaction(Late late) {
        if (late.pauseReason() != null) {
            return "it sends nothing to this client, which is paused, and keeps every result. Reason: "
                    + late.pauseReason();
        }
        return late.clearIn() == null
                ? "it sends as fast as agreed and possible, but the backlog does not get shorter."
                : "it sends as fast as agreed and possible, and is done in about " + lasting(late.clearIn()) + ".";
    }

    private static String remedy(Late late) {
        String api = "/api/v1/clients/" + late.client().key();
        return late.pauseReason() != null
                ? "when the client's server is ready, resume it (POST " + api + "/resume)."
                : "if that is too long, agree on a greater pace (PATCH " + api
                        + ") or have their server answer faster.";
    }

    private static String reaction(MalformedInput malformed) {
        return malformed.ofPlatform()
                ? "it tells the sender what is wrong, keeps a copy in quarantine, and takes every correct webhook as always."
                : "it sets them aside in quarantine and finds by itself whom they were about. No result is lost.";
    }

    private static String remedy(MalformedInput malformed) {
        return malformed.ofPlatform()
                ? "show what is wrong to whoever runs the learning platform."
                : "see whether something else writes to the relay's Kafka topics.";
    }

    public String closed(Incident incident) {
        return incident.resolvedBy() == null ? over(incident) : closedByHand(incident, incident.resolvedBy());
    }

    private String closedByHand(Incident incident, String by) {
        return text(
                "⚪ Closed by " + by + ": " + incident.subject(),
                "It began " + words.day(incident.openedAt()) + ", and was not over by itself.",
                "Last error: " + incident.lastError(),
                "It is told again only after it was gone once.");
    }

    private String over(Incident incident) {
        String lasted = lasting(Duration.between(incident.openedAt(), incident.ended()));
        String from = "It began " + words.day(incident.openedAt()) + " and lasted " + lasted + ".";
        String error = "Last error: " + incident.lastError();
        return switch (incident.kind()) {
            case DELIVERY ->
                text(
                        "🟢 Over: " + incident.subject() + " gets its summaries again",
                        from,
                        "Affected: " + count(incident.usersAffected(), "user") + ". What waited is sent by itself.",
                        error);
            case FRESHNESS ->
                text(
                        "🟢 Over: " + incident.subject() + " gets its summaries in time again",
                        from,
                        "Affected: " + count(incident.usersAffected(), "user") + ".");
            case MALFORMED ->
                text(
                        "🟢 Over: " + incident.subject() + " can be understood again",
                        from,
                        "Refused: " + number(incident.occurrences())
                                + ". Each is kept in quarantine; what was a webhook has to be sent"
                                + " again, corrected.",
                        error);
            case DATABASE, KAFKA -> text("🟢 Over: " + incident.subject() + " can be used again", from, error);
            case ERRORS ->
                text(
                        "🟢 Over: " + incident.subject() + " makes no more errors",
                        from,
                        "Errors: " + number(incident.occurrences()) + ".",
                        error);
            case SILENCE -> text("🟢 Over: " + incident.subject() + " sends webhooks again", from);
        };
    }

    static String text(String... lines) {
        return String.join("\n", lines);
    }
}
