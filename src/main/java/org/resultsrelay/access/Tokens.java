package org.resultsrelay.access;

import java.time.Clock;
import java.util.Optional;
import org.resultsrelay.access.AccessToken.Known;
import org.resultsrelay.cache.Lookup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Who a bearer token belongs to; for a token seen in the last seconds no SQL runs. */
@Component
class Tokens {

    private static final int REMEMBERED = 10_000;

    private final Lookup<String, Known> byHash;
    private final Clock clock;

    Tokens(AccessTokens stored, AccessProperties properties, Clock clock) {
        this.clock = clock;
        this.byHash = new Lookup<>(
                clock,
                properties.access().cacheTtl(),
                REMEMBERED,
                hash -> stored.findByTokenHash(hash).map(AccessToken::known));
    }

    /** Empty when nobody has this token, or nobody has it any longer. */
    Optional<Caller> caller(BearerToken token) {
        return byHash.find(token.hash())
                .filter(known -> known.validAt(clock.instant()))
                .map(Known::caller);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(TokenRevoked revoked) {
        byHash.forget(revoked.tokenHash());
    }

    /** A token stopped being valid before its time. */
    record TokenRevoked(String tokenHash) {}
}
