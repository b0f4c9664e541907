package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.number;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.Words;

/**
 * Something that is wrong now, as far as it is known now, and what an alert says of it. Findings under the same key belong to one
 * incident.
 */
public sealed interface Trouble
        permits DeliveryFails,
                SummariesLate,
                MalformedInput,
                DatabaseUnavailable,
                KafkaUnavailable,
                InternalErrors,
                PlatformSilent {

    TroubleKind kind();

    default String key() {
        AffectedClient client = client();
        return kind().label() + (client == null ? "" : ":" + client.key());
    }

    default @Nullable AffectedClient client() {
        return null;
    }

    /** Whom it is about, in words that people read. */
    default String subject() {
        return String.valueOf(client());
    }

    /** When it began. */
    Instant since();

    /** When it was last noticed. */
    Instant seen();

    String error();

    default long occurrences() {
        return 0;
    }

    default long users() {
        return 0;
    }

    /** Why, as a class: what is wrong for the same reason is told together. */
    default String cause() {
        return "";
    }

    /** Whether it is about a client that is paused. */
    default boolean paused() {
        return false;
    }

    /** What an alert says that tells of this alone. {@code occurrences}: the most that were ever counted of it. */
    Opening opening(long occurrences, Words words);

    /** The client company that it is about. */
    record AffectedClient(String key, String name) {

        public static AffectedClient of(Client client) {
            return new AffectedClient(client.key(), OneLine.of(client.name()));
        }

        @Override
        public String toString() {
            return name.equals(key) ? key : name + " (" + key + ")";
        }
    }

    /**
     * What is said while it lasts. The headline begins with a sign that says how bad it is. Where several incidents share a message,
     * {@code {clients}} stands for how many there are and {@code {users}} or {@code {webhooks}} for how many are concerned, and their
     * names follow the facts.
     */
    record Opening(String headline, String facts, String whatTheRelayDoes, String whatToDo) {

        static final Opening OF_THE_SAME = new Opening(
                "🟠 The same trouble with {clients}",
                "Waiting: {users} of ",
                "it goes on, and tries again what can be tried again.",
                "read the relay's log.");
    }

    /**
     * What is said when it is over: of one ({@code {subject}}) and what came of it, and of several together ({@code {clients}}),
     * whose names follow.
     */
    record Closing(String headline, String outcome, String sharedHeadline, String sharedExtent) {

        /** Of what comes alone. */
        Closing(String headline, String outcome) {
            this(headline, outcome, "the trouble with {clients}", "Affected: {users} of ");
        }
    }

    /** Puts the numbers in their places. */
    static String counted(String text, long users, long occurrences) {
        return text.replace("{users}", count(users, "user"))
                .replace("{webhooks}", count(occurrences, "webhook"))
                .replace("{number}", number(occurrences));
    }
}
