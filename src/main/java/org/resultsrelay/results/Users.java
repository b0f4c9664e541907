package org.resultsrelay.results;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface Users extends Repository<User, Long> {

    Optional<User> findByClientIdAndExternalId(long clientId, String externalId);

    List<User> findByClientIdAndIdGreaterThanOrderById(long clientId, long id, Limit limit);

    List<User> findByIdGreaterThanOrderById(long id, Limit limit);
}
