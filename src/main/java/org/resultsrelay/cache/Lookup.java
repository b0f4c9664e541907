package org.resultsrelay.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Caches answers, including "unknown", for a few seconds. Changes by other processes arrive within that time; changes
 * by this process are {@link #forget forgotten} at once. While the database is away, the last answer is still used:
 * refusing known callers would turn one failure into two.
 */
public class Lookup<K, V> {

    private static final Logger log = LoggerFactory.getLogger(Lookup.class);

    private final Clock clock;
    private final Duration fresh;
    private final Function<K, Optional<V>> question;
    private final Cache<K, Answer<V>> answers;
    private final AtomicLong forgotten = new AtomicLong();

    /** {@code capacity} bounds what a flood of unknown keys can take; frequently used answers stay. */
    public Lookup(Clock clock, Duration fresh, long capacity, Function<K, Optional<V>> question) {
        this.clock = clock;
        this.fresh = fresh;
        this.question = question;
        this.answers = Caffeine.newBuilder().maximumSize(capacity).build();
    }

    public Optional<V> find(K key) {
        Answer<V> known = answers.getIfPresent(key);
        return known != null && known.stands(clock.instant(), fresh) ? known.value() : ask(key, known);
    }

    /** Call it after the commit of a change. */
    public void forget(K key) {
        forgotten.incrementAndGet();
        answers.invalidate(key);
    }

    private Optional<V> ask(K key, @Nullable Answer<V> known) {
        long before = forgotten.get();
        Optional<V> value = asked(key, known);
        answers.put(key, new Answer<>(value, clock.instant()));
        if (forgotten.get() != before) { // the answer may be from before the change that was just forgotten
            answers.invalidate(key);
        }
        return value;
    }

    private Optional<V> asked(K key, @Nullable Answer<V> known) {
        try {
            return question.apply(key);
        } catch (DataAccessException | TransactionException e) {
            if (known == null) {
                throw e;
            }
            log.debug("Served what was known: the database cannot be asked", e);
            return known.value();
        }
    }

    /** Once it is old, one caller asks again while others still get it. At twice that age nobody does. */
    private static final class Answer<V> {

        private final Optional<V> value;
        private final Instant at;
        private final AtomicBoolean renewing = new AtomicBoolean();

        Answer(Optional<V> value, Instant at) {
            this.value = value;
            this.at = at;
        }

        Optional<V> value() {
            return value;
        }

        /** An answer from the future counts as old: the clock has gone back. */
        boolean stands(Instant now, Duration fresh) {
            Duration age = Duration.between(at, now);
            if (age.compareTo(fresh) < 0) {
                return !age.isNegative();
            }
            return age.compareTo(fresh.multipliedBy(2)) < 0 && !renewing.compareAndSet(false, true);
        }
    }
}
