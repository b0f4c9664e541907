package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.lasting;

import java.time.Duration;
import java.time.Instant;
import org.resultsrelay.text.Words;

/**
 * No webhook has come since then, although one usually comes about every {@code every}. {@code when} says at which
 * times that is usual, in words.
 */
public record PlatformSilent(AffectedClient client, Instant since, Instant seen, Duration every, String when)
        implements Trouble {

    static final Opening SHARED = new Opening(
            "🟠 The platforms of {clients} send no webhooks",
            "Those of ",
            "it is ready, and waits for the next webhook.",
            "ask whoever runs the learning platform what has changed there.");

    static final Closing CLOSING = new Closing(
            "{subject} sends webhooks again", "", "the platforms of {clients} send webhooks again", "Those of ");

    @Override
    public TroubleKind kind() {
        return TroubleKind.SILENCE;
    }

    public static String key(String client) {
        return "silence:" + client;
    }

    @Override
    public String subject() {
        return "The platform of " + client;
    }

    @Override
    public String error() {
        return "No webhook came.";
    }

    @Override
    public Opening opening(long occurrences, Words words) {
        return new Opening(
                "🟠 " + subject() + " sends no webhooks",
                "Usual: " + when + " a webhook comes about every " + lasting(every),
                SHARED.whatTheRelayDoes(),
                "ask whoever runs the learning platform whether it sends its webhooks.");
    }
}
