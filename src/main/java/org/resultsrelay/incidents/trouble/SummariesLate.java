package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.lasting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.Words;

/** Summaries reach a client later than its objective. {@code clearIn} is null while the backlog does not shrink. */
public record SummariesLate(
        AffectedClient client,
        Instant since,
        Instant seen,
        long users,
        Duration objective,
        Duration oldest,
        @Nullable Duration clearIn,
        @Nullable String pauseReason)
        implements Trouble {

    static final Opening SHARED = new Opening(
            "🟠 {clients} get their summaries late",
            "Waiting: {users} of ",
            "it sends as fast as agreed and possible.",
            "check whether the relay's machine is overloaded, and whether the agreed pace is too low.");

    static final Closing CLOSING = new Closing(
            "{subject} gets its summaries in time again",
            "Affected: {users}.",
            "{clients} get their summaries in time again",
            "Affected: {users} of ");

    @Override
    public TroubleKind kind() {
        return TroubleKind.FRESHNESS;
    }

    @Override
    public boolean paused() {
        return pauseReason != null;
    }

    @Override
    public String error() {
        return pauseReason == null ? "The backlog grows faster than it is sent." : "It is paused: " + pauseReason;
    }

    @Override
    public Opening opening(long occurrences, Words words) {
        return new Opening(
                "🟠 " + client + " gets its summaries late",
                "Waiting: " + count(users, "user") + ", the longest for " + lasting(oldest) + " (objective: "
                        + lasting(objective) + ")",
                pauseReason == null
                        ? "it sends as fast as agreed and possible"
                                + (clearIn == null
                                        ? ", but the backlog does not shrink."
                                        : ", and will be done in about " + lasting(clearIn) + ".")
                        : "it sends nothing to this client, which is paused, and keeps every result. Reason: "
                                + pauseReason,
                pauseReason == null
                        ? "if that is too long, agree on a higher pace (PATCH /api/v1/clients/" + client.key()
                                + ") or have their server answer faster."
                        : "when the client's server is ready, resume it (POST /api/v1/clients/" + client.key()
                                + "/resume).");
    }
}
