package org.resultsrelay.access;

import java.time.Clock;
import java.util.Optional;
import org.resultsrelay.access.AccessToken.Known;
import org.resultsrelay.cache.Lookup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Finds the owner of a bearer token. A token seen in the last seconds needs no SQL. */
@Component
class TokenAuthentication {

    private static final int REMEMBERED = 10_000;

    private final Lookup<String, Known> byHash;
    private final Clock clock;

    TokenAuthentication(AccessTokens stored, AccessProperties properties, Clock clock) {
        this.clock = clock;
        this.byHash = new Lookup<>(
                clock,
                properties.access().cacheTtl(),
                REMEMBERED,
                hash -> stored.findByTokenHash(hash).map(AccessToken::known));
    }

    /** Empty if no valid token matches. */
    Optional<Caller> caller(BearerToken token) {
        return byHash.find(token.hash())
                .filter(known -> known.validAt(clock.instant()))
                .map(Known::caller);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(TokenRevoked revoked) {
        byHash.forget(revoked.tokenHash());
    }

    /** A token has been revoked. */
    record TokenRevoked(String tokenHash) {}
}
