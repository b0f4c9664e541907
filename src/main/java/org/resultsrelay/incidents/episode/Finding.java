package org.resultsrelay.incidents.episode;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that is wrong now, as far as it is known now. Findings under the same key belong to one episode. */
public sealed interface Finding {

    Kind kind();

    String key();

    default @Nullable Subject client() {
        return null;
    }

    /** Whom it is about, as the headline says it. */
    String subject();

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

    /** Why, as a class: what is wrong for the same reason is told of together. */
    default String cause() {
        return "";
    }

    /** Whether it is about a client that is paused. */
    default boolean paused() {
        return false;
    }

    /**
     * Summaries do not arrive at a client, or those of single users do not: {@code refusedUser} is then the latest of these, also
     * where it is the relay itself that fails, and
     * {@code nextTryAt} null if none of them is tried by itself. Otherwise it is the time that the client has asked for, if any.
     */
    record DeliveryFails(
            Subject client,
            Instant since,
            Instant seen,
            long users,
            String error,
            String cause,
            @Nullable Instant nextTryAt,
            @Nullable String refusedUser,
            @Nullable String pauseReason)
            implements Finding {

        @Override
        public boolean paused() {
            return pauseReason != null;
        }

        /** The server works, but does not take the summaries of these users. */
        public boolean refused() {
            return refusedUser != null && pauseReason == null && !ownFault();
        }

        /** The relay itself fails: the server is not to blame. */
        public boolean ownFault() {
            return cause.equals("own-fault");
        }

        @Override
        public Kind kind() {
            return Kind.DELIVERY;
        }

        @Override
        public String key() {
            return "delivery:" + client.key();
        }

        @Override
        public String subject() {
            return client.toString();
        }
    }

    /** Summaries reach a client later than its objective; {@code clearIn} is null while the backlog does not get shorter. */
    record Late(
            Subject client,
            Instant since,
            Instant seen,
            long users,
            Duration objective,
            Duration oldest,
            @Nullable Duration clearIn,
            @Nullable String pauseReason)
            implements Finding {

        @Override
        public Kind kind() {
            return Kind.FRESHNESS;
        }

        @Override
        public String key() {
            return "freshness:" + client.key();
        }

        @Override
        public String subject() {
            return client.toString();
        }

        @Override
        public boolean paused() {
            return pauseReason != null;
        }

        @Override
        public String error() {
            return pauseReason == null ? "The backlog grows faster than it is sent." : "It is paused: " + pauseReason;
        }
    }

    /** Something comes in that cannot be used: webhooks of a client's platform, or messages of our own. */
    record MalformedInput(
            String source, @Nullable Subject client, Instant since, Instant seen, long occurrences, String error)
            implements Finding {

        @Override
        public String cause() {
            return source;
        }

        /** From outside, and not a message of our own. */
        public boolean ofPlatform() {
            return source.equals("webhook");
        }

        @Override
        public Kind kind() {
            return Kind.MALFORMED;
        }

        @Override
        public String key() {
            return "malformed:" + source + (client == null ? "" : ":" + client.key());
        }

        @Override
        public String subject() {
            String what = ofPlatform() ? "Webhooks" : "The relay's own messages (" + source + ")";
            return client == null ? what : what + " for " + client;
        }
    }

    /** The database cannot be used. */
    record DatabaseAway(Instant since, Instant seen, String error) implements Finding {

        public static final String KEY = "database";

        @Override
        public Kind kind() {
            return Kind.DATABASE;
        }

        @Override
        public String key() {
            return KEY;
        }

        @Override
        public String subject() {
            return "The database";
        }
    }

    /** Kafka cannot be used by at least one relay. */
    record KafkaAway(Instant since, Instant seen, String error) implements Finding {

        @Override
        public Kind kind() {
            return Kind.KAFKA;
        }

        @Override
        public String key() {
            return "kafka";
        }

        @Override
        public String subject() {
            return "Kafka";
        }
    }

    /** The relay's own errors, all relays together. */
    record OwnErrors(Instant since, Instant seen, long occurrences, String error) implements Finding {

        @Override
        public Kind kind() {
            return Kind.ERRORS;
        }

        @Override
        public String key() {
            return "errors";
        }

        @Override
        public String subject() {
            return "The relay";
        }
    }

    /** No webhook has come since then, although one usually comes every {@code every} at this time: {@code when}, in words. */
    record Silent(Subject client, Instant since, Instant seen, Duration every, String when) implements Finding {

        @Override
        public Kind kind() {
            return Kind.SILENCE;
        }

        @Override
        public String key() {
            return "silence:" + client.key();
        }

        @Override
        public String subject() {
            return "The platform of " + client;
        }

        @Override
        public String error() {
            return "No webhook came.";
        }
    }
}
