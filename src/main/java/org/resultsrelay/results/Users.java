package org.resultsrelay.results;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface Users extends Repository<User, Long> {

    Optional<User> findByClientIdAndExternalId(long clientId, String externalId);

    List<User> findByClientIdAndIdGreaterThanOrderById(long clientId, long id, Limit limit);

    List<User> findByIdGreaterThanOrderById(long id, Limit limit);

    List<User> findByIdInOrderById(Collection<Long> ids);

    /** Creates a user without results; the first result makes revision 1. Returns whether it was missing. */
    @Modifying
    @Transactional
    @NativeQuery("""
            insert into users (client_id, external_id, revision, created_at, registered, policy, detail)
            select id, :externalId, 0, :now, true, policy, detail from clients where id = :clientId
            on conflict (client_id, external_id) do nothing
            """)
    int register(long clientId, String externalId, Instant now);
}
