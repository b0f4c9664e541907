package org.resultsrelay.access;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The stored tokens. */
interface AccessTokens extends Repository<AccessToken, Long> {

    Optional<AccessToken> findByTokenHash(String tokenHash);

    Optional<AccessToken> findByIdAndClientId(long id, long clientId);

    List<AccessToken> findByClientIdAndIdGreaterThanOrderById(long clientId, long id, Limit limit);

    AccessToken save(AccessToken token);

    void delete(AccessToken token);
}
