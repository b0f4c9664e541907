package org.resultsrelay.incidents.trouble;

import static org.resultsrelay.text.Words.count;
import static org.resultsrelay.text.Words.number;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.text.OneLine;
import org.resultsrelay.text.Words;

/**
 * Something that is wrong now, and what an alert says about it. Findings with the same key belong to the same incident.
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

    /** Whom or what it is about, for people. */
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

    /** A class of causes: troubles of the same kind and cause share an alert. */
    default String cause() {
        return "";
    }

    /** Whether it is about a client that is paused. */
    default boolean paused() {
        return false;
    }

    /** The text of an alert about this alone. {@code occurrences} is the highest count so far. */
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
     * The text while the trouble lasts. The headline begins with a sign for the severity. In a text about several
     * incidents {@code {clients}} stands for how many there are, {@code {users}} and {@code {webhooks}} for how many
     * are affected, and names follow the facts.
     */
    record Opening(String headline, String facts, String whatTheRelayDoes, String whatToDo) {

        static final Opening OF_THE_SAME = new Opening(
                "🟠 The same trouble with {clients}",
                "Waiting: {users} of ",
                "it keeps running, and tries again what can be tried again.",
                "read the relay's log.");
    }

    /**
     * The text when the trouble is over: headline and outcome for one incident ({@code {subject}}), headline and extent
     * for several ({@code {clients}}), followed by names.
     */
    record Closing(String headline, String outcome, String sharedHeadline, String sharedExtent) {

        /** Of a kind that never has several incidents at once. */
        Closing(String headline, String outcome) {
            this(headline, outcome, "the trouble with {clients}", "Affected: {users} of ");
        }
    }

    /** Fills in the numbers. */
    static String counted(String text, long users, long occurrences) {
        return text.replace("{users}", count(users, "user"))
                .replace("{webhooks}", count(occurrences, "webhook"))
                .replace("{number}", number(occurrences));
    }
}
