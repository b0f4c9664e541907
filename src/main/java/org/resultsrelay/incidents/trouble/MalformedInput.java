package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.lasting;
import static org.resultsrelay.text.Words.number;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.Words;

/**
 * Input that cannot be used: webhooks of a platform, or messages on the relay's own topics. The incident closes {@code
 * closesAfter} after the last one.
 */
public record MalformedInput(
        String source,
        @Nullable AffectedClient client,
        Instant since,
        Instant seen,
        long occurrences,
        String error,
        Duration closesAfter)
        implements Trouble {

    static final Opening SHARED = new Opening(
            "🟠 Webhooks for {clients} cannot be understood",
            "Refused so far: {webhooks} of ",
            "it tells the senders what is wrong, keeps copies in quarantine, and accepts every correct webhook.",
            "ask whoever runs the learning platform what has changed there.");

    static final Closing CLOSING = new Closing(
            "{subject} can be understood again",
            "Refused: {number}. Each is kept in quarantine; what was a webhook has to be sent again, corrected.\n"
                    + "Last error: {error}",
            "webhooks for {clients} can be understood again",
            "Refused: {webhooks} of ");

    @Override
    public TroubleKind kind() {
        return TroubleKind.MALFORMED;
    }

    @Override
    public String key() {
        return "malformed:" + source + (client == null ? "" : ":" + client.key());
    }

    @Override
    public String cause() {
        return source;
    }

    /** Webhooks, not messages on the relay's own topics. */
    private boolean ofPlatform() {
        return source.equals("webhook") || ofSource();
    }

    /** A platform's requests in its own words, which were answered as taken. */
    private boolean ofSource() {
        return source.startsWith("source/");
    }

    @Override
    public String subject() {
        String what = ofSource()
                ? "Requests to the " + source.replace('/', ' ')
                : ofPlatform() ? "Webhooks" : "The relay's own messages (" + source + ")";
        return client == null ? what : what + " for " + client;
    }

    @Override
    public Opening opening(long most, Words words) {
        return new Opening(
                "🟠 " + subject() + " cannot be understood",
                "Refused so far: " + number(most) + ", the last at " + words.hour(seen) + "\nLast error: " + error,
                ofSource()
                        ? "it answers them as taken, and keeps them in quarantine until they are replayed. No result is lost."
                        : ofPlatform()
                                ? "it tells the sender what is wrong, keeps a copy in quarantine, and accepts every correct webhook."
                                : "it keeps them in quarantine, and finds the users they were about by itself. No result is lost.",
                (ofSource()
                                ? "mend the source's mapping, and replay what is in quarantine."
                                : ofPlatform()
                                        ? "show the error to whoever runs the learning platform."
                                        : "find out what else writes to the relay's Kafka topics.")
                        + " This alert ends " + lasting(closesAfter) + " after the last one.");
    }
}
