package org.resultsrelay.sources.verification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.resultsrelay.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The public keys that platforms publish. They are fetched when a request needs them, kept for a day, and asked for again at
 * most once a minute, whatever key ids requests name.
 */
@Component
public class PlatformKeys {

    private static final Logger log = LoggerFactory.getLogger(PlatformKeys.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_000;

    private final KeyServer server;
    private final Clock clock;
    private final Cache<String, Published> byUrl =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    PlatformKeys(KeyServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Empty if the platform publishes no such key. Throws a 503 if nobody can say, since nothing of it was ever fetched. */
    Optional<Key> find(String url, String id) {
        return byUrl.get(url, Published::new).find(id);
    }

    /** What is published at one URL. */
    private final class Published {

        private final String url;
        private final ReentrantLock asking = new ReentrantLock();
        private volatile Map<String, Key> keys = Map.of();
        private volatile Instant asked = Instant.MIN;
        private volatile Instant fetched = Instant.MIN;

        Published(String url) {
            this.url = url;
        }

        Optional<Key> find(String id) {
            if (!keys.containsKey(id) || isOld(fetched, KEPT)) {
                askAgain();
            }
            Key key = keys.get(id);
            if (key == null && fetched.equals(Instant.MIN)) {
                throw new Problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "keys-unavailable",
                                "Keys unavailable",
                                "The keys that verify this request cannot be fetched. Send it again after the time in Retry-After.")
                        .retryAfter(AGAIN);
            }
            return Optional.ofNullable(key);
        }

        private boolean isOld(Instant time, Duration most) {
            return time.equals(Instant.MIN) || !clock.instant().isBefore(time.plus(most));
        }

        private void askAgain() {
            asking.lock();
            try {
                if (isOld(asked, AGAIN)) {
                    asked = clock.instant();
                    keys = read(server.fetch(url));
                    fetched = asked;
                }
            } catch (KeyServer.Unfetched e) {
                log.warn(
                        "The keys at {} cannot be fetched ({}): the last ones are used, if there are any",
                        url,
                        e.getMessage());
            } finally {
                asking.unlock();
            }
        }

        private Map<String, Key> read(String json) throws KeyServer.Unfetched {
            try {
                Map<String, Key> read = new HashMap<>();
                for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                    if (key.getKeyId() != null) {
                        read.put(key.getKeyId(), key.getKey());
                    }
                }
                return Map.copyOf(read);
            } catch (JoseException e) {
                throw new KeyServer.Unfetched("no JSON Web Key Set");
            }
        }
    }
}
