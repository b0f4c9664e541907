package org.resultsrelay.delivery.push;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.OneLine;

/** The outcome of one push. What happens next is one exhaustive switch over these. */
public sealed interface PushOutcome {

    /** How many characters of an answer people are shown. */
    int SAID = 200;

    /** The HTTP status if there was an answer. */
    @Nullable
    Integer status();

    /** The first 8 KiB of the answer, or what went wrong, for people. */
    String answer();

    /** The outcome's name in metrics, logs and the attempt's row. */
    String name();

    /** Any 2xx: the client has it. */
    record Accepted(Integer status, String answer) implements PushOutcome {
        @Override
        public String name() {
            return "accepted";
        }
    }

    /** The client refuses this one summary (400, 409, 413, 415, 422). Trying again unchanged is useless. */
    record Refused(Integer status, String answer) implements PushOutcome {
        @Override
        public String name() {
            return "refused";
        }
    }

    /**
     * The client refuses a request with several users (any 4xx that may concern one of them). That says nothing about
     * any of them, so each is sent again in a request of its own.
     */
    record BatchRefused(Integer status, String answer) implements PushOutcome {
        @Override
        public String name() {
            return "batch_refused";
        }
    }

    /** The endpoint's trouble, whichever user the push was about, unless {@link #mayConcernOneUser()}. */
    sealed interface EndpointFailure extends PushOutcome {

        /** Whether it may also mean that the client does not know or want this user: 401, 403, 404 and other 4xx. */
        default boolean mayConcernOneUser() {
            return false;
        }

        /** How long the client asks the relay to wait before the next try; null if it does not. */
        default @Nullable Duration retryAfter() {
            return null;
        }

        /**
         * How long the client asks to be sent nothing at all; null if it does not. An answer that may concern one user
         * says nothing about the others.
         */
        default @Nullable Duration hold() {
            return mayConcernOneUser() ? null : retryAfter();
        }
    }

    /** The client asks for fewer requests (429), and perhaps says when to come back. */
    record Throttled(
            Integer status, String answer, @Nullable Duration retryAfter) implements EndpointFailure {
        @Override
        public String name() {
            return "throttled";
        }
    }

    /** The endpoint answers but does not work: 5xx, 3xx (never followed), 401, 404 … */
    record Failed(Integer status, String answer, @Nullable Duration retryAfter) implements EndpointFailure {
        @Override
        public boolean mayConcernOneUser() {
            return status / 100 == 4;
        }

        @Override
        public String name() {
            return "failed";
        }
    }

    /** No answer: refused connections, timeouts, broken TLS, a target that is not allowed. */
    record Unreachable(String answer) implements EndpointFailure {
        @Override
        public @Nullable Integer status() {
            return null;
        }

        @Override
        public String name() {
            return "unreachable";
        }
    }

    /** The relay itself failed to push. That says nothing about the endpoint, and the user is tried again. */
    record OwnFault(String answer) implements PushOutcome {

        /** How each such answer begins, which tells it from a server's answer. */
        public static final String WHO = "the relay ";

        public OwnFault {
            if (!answer.startsWith(WHO)) {
                throw new IllegalArgumentException("An own fault begins with \"" + WHO + "\": " + answer);
            }
        }

        @Override
        public @Nullable Integer status() {
            return null;
        }

        @Override
        public String name() {
            return "own_fault";
        }
    }

    /** The endpoint is gone for good (410): the client does not want to be pushed to. */
    record Gone(Integer status, String answer) implements PushOutcome {
        @Override
        public String name() {
            return "gone";
        }
    }

    /** What the answer to a request with several users says about all of them. */
    default PushOutcome ofSeveralUsers() {
        return switch (this) {
            case Refused refused -> new BatchRefused(refused.status(), refused.answer());
            case Failed failed when failed.mayConcernOneUser() -> new BatchRefused(failed.status(), failed.answer());
            default -> this;
        };
    }

    /** One sentence for people: what the client's server did. */
    default String sentence() {
        String said = firstLine(answer());
        return status() == null ? said : "answered " + status() + (said.isEmpty() ? "" : ": " + said);
    }

    /** The first line of an answer, fit for a message or the log. */
    static String firstLine(String answer) {
        String line = OneLine.of(answer.strip().lines().findFirst().orElse(""));
        return line.codePointCount(0, line.length()) > SAID
                ? line.substring(0, line.offsetByCodePoints(0, SAID))
                : line;
    }

    /** Turns an HTTP answer into an outcome. */
    static PushOutcome of(int status, String answer, @Nullable Duration retryAfter) {
        return switch (status) {
            case 400, 409, 413, 415, 422 -> new Refused(status, answer);
            case 410 -> new Gone(status, answer);
            case 429 -> new Throttled(status, answer, retryAfter);
            default -> status / 100 == 2 ? new Accepted(status, answer) : new Failed(status, answer, retryAfter);
        };
    }
}
