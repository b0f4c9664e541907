package org.resultsrelay.results;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface Events extends Repository<Result, Long> {

    List<Result> findByUserIdOrderByIdDesc(long userId, Limit limit);
}
