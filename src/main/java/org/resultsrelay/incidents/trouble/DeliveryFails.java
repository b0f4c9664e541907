package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.count;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.Words;

/**
 * Summaries do not arrive at a client. If only single users are concerned, {@code refusedUser} is the latest of them
 * and {@code nextTryAt} is when the next one is tried, null if none is. Otherwise {@code nextTryAt} is the time that
 * the client's server asked for with Retry-After, if it did.
 */
public record DeliveryFails(
        AffectedClient client,
        Instant since,
        Instant seen,
        long users,
        String error,
        String cause,
        @Nullable Instant nextTryAt,
        @Nullable String refusedUser,
        @Nullable String pauseReason)
        implements Trouble {

    private static final String OWN_FAULT = "own-fault";

    static final Closing CLOSING = new Closing(
            "{subject} gets its summaries again",
            "Affected: {users}. What waited is sent by itself.\nLast error: {error}",
            "{clients} get their summaries again",
            "Affected: {users} of ");

    @Override
    public TroubleKind kind() {
        return TroubleKind.DELIVERY;
    }

    @Override
    public boolean paused() {
        return pauseReason != null;
    }

    @Override
    public Opening opening(long occurrences, Words words) {
        if (pauseReason != null) {
            return paused(pauseReason);
        }
        if (cause.equals(OWN_FAULT)) {
            return ownFault(words);
        }
        return refusedUser == null ? serverFails(words) : refused(refusedUser, words);
    }

    private Opening paused(String reason) {
        return new Opening(
                "🔴 " + client + " does not get its summaries",
                "Waiting: " + count(users, "user") + "\nLast answer: " + error,
                "it sends nothing to this client, which is paused, and keeps every result. Reason: " + reason,
                "when the client's server is ready, resume it (POST /api/v1/clients/" + client.key()
                        + "/resume). What waits is then sent.");
    }

    /** The relay itself fails; the client's server is not to blame. */
    private Opening ownFault(Words words) {
        return new Opening(
                "🔴 The relay itself fails to send summaries to " + client,
                "Waiting: " + (refusedUser == null ? count(users, "user") : named(refusedUser)) + "\nLast error: "
                        + error,
                "it keeps these results and tries again by itself"
                        + (nextTryAt == null ? "" : ", next at " + words.hour(nextTryAt))
                        + ". Users without this error are served normally.",
                "read the relay's log (level ERROR); the client's server is not the reason. If files, ports or memory are short,"
                        + " free some on the relay's machine. If one user's results cannot be read or are too many, report a"
                        + " defect. Afterwards they are sent by themselves; at once with POST /api/v1/users/"
                        + client.key()
                        + "/{id}/retry.");
    }

    /** The server works but refuses these users' summaries. */
    private Opening refused(String user, Words words) {
        return new Opening(
                "🔴 " + client + " refuses some summaries",
                "Refused: " + named(user) + "\nLast answer: " + error,
                "it keeps these results and "
                        + (nextTryAt == null
                                ? "does not repeat what was refused"
                                : "tries again by itself, next at " + words.hour(nextTryAt))
                        + ". All other users are served normally.",
                "show the last answer to " + client.name() + ". Once their server "
                        + (nextTryAt == null
                                ? "accepts such summaries, have them sent again (POST /api/v1/clients/" + client.key()
                                        + "/resync)."
                                : "accepts this user, the summary is sent by itself; at once with POST /api/v1/users/"
                                        + client.key() + "/{id}/retry."));
    }

    private String named(String user) {
        return users == 1 ? "user " + user : count(users, "user") + ", the latest is " + user;
    }

    private Opening serverFails(Words words) {
        return new Opening(
                "🔴 " + client + " does not get its summaries",
                "Waiting: " + count(users, "user") + "\nLast answer: " + error,
                nextTryAt == null
                        ? "it keeps every result, and checks every minute whether the server works again."
                        : "it keeps every result, and sends nothing before " + words.day(nextTryAt)
                                + ", because the server has asked for that (Retry-After).",
                "show the last answer to " + client.name() + ". Once their server works again, "
                        + (nextTryAt == null
                                ? "everything that waits is sent by itself."
                                : "end the wait with POST /api/v1/clients/" + client.key() + "/resume."));
    }

    static Opening shared(String cause) {
        return switch (cause) {
            case "refused" ->
                shared(
                        "🔴 {clients} refuse some summaries",
                        "it keeps these results. All other users are served normally.",
                        "show the answers to the clients; once their servers accept such summaries, have them sent again.");
            case OWN_FAULT ->
                shared(
                        "🔴 The relay itself fails to send summaries to {clients}",
                        "it keeps these results and tries again by itself. Users who do not meet this error are served as"
                                + " always.",
                        "read the relay's log (level ERROR), and check whether its machine is short of files, ports or memory."
                                + " The clients' servers are not the reason.");
            case "paused" ->
                shared(
                        "🔴 {clients} do not get their summaries: they are paused",
                        "it sends nothing to paused clients, and keeps every result.",
                        "when a client's server is ready, resume it.");
            case "unreachable" ->
                serversFail(
                        "cannot be reached",
                        "check the relay's own network first: so many servers seldom fail together.");
            case "answers-5xx" -> serversFail("answer with errors", SHOW);
            case "throttled" -> serversFail("ask for a slower pace", SHOW);
            default -> serversFail("do not accept them", SHOW);
        };
    }

    private static final String SHOW =
            "show the answers to the clients. What waits is sent by itself once their servers work.";

    private static Opening serversFail(String how, String whatToDo) {
        return shared(
                "🔴 {clients} do not get their summaries: their servers " + how,
                "it keeps every result, and tries each client again by itself.",
                whatToDo);
    }

    private static Opening shared(String headline, String whatTheRelayDoes, String whatToDo) {
        return new Opening(headline, "Waiting: {users} of ", whatTheRelayDoes, whatToDo);
    }
}
