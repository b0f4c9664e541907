package org.resultsrelay.access;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The stored tokens. */
interface AccessTokens extends Repository<AccessToken, Long> {

    Optional<AccessToken> findByTokenHash(String tokenHash);

    Optional<AccessToken> findByIdAndClientId(long id, long clientId);

    List<AccessToken> findByClientIdAndIdGreaterThanOrderById(long clientId, long id, Limit limit);

    Optional<AccessToken> findByFirstAdminTrue();

    /** Relays that start at once take turns, so that one of them makes the first admin token and the others find it. */
    @NativeQuery("select 1 from (select pg_advisory_xact_lock(725107)) taken")
    int awaitTurn();

    AccessToken save(AccessToken token);

    void delete(AccessToken token);
}
