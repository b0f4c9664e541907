package org.resultsrelay.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How much a destination accepts: so many messages within so long a time, judged by the times of the last sends. */
public record Throttle(List<Rule> rules) {

    /** For destinations that accept everything at once. */
    public static final Throttle NONE = new Throttle(List.of());

    /** How many send times of a destination are remembered; no rule can count further. */
    static final int REMEMBERED = 20;

    public Throttle {
        rules = List.copyOf(rules);
    }

    public static Throttle of(Rule... rules) {
        return new Throttle(List.of(rules));
    }

    /** When the next message may go; {@code sent}: oldest first. */
    public Instant next(List<Instant> sent, Instant now) {
        return rules.stream()
                .map(rule -> rule.next(sent))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    /** At most this many messages within any stretch of that length. */
    public record Rule(int messages, Duration within) {

        public Rule {
            if (messages < 1 || messages > REMEMBERED || !within.isPositive()) {
                throw new IllegalArgumentException(
                        "A rule is 1 to " + REMEMBERED + " messages within a time longer than zero");
            }
        }

        private Instant next(List<Instant> sent) {
            return sent.size() < messages
                    ? Instant.MIN
                    : sent.get(sent.size() - messages).plus(within);
        }
    }
}
