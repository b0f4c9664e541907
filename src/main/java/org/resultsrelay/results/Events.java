package org.resultsrelay.results;

import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface Events extends Repository<Result, Long> {

    /** Reads in two halves, since each has its own index by user. */
    String NEWEST = """
            select * from (
                select * from results where user_id = :userId and stands
                union all
                select * from results where user_id = :userId and not stands
            ) r order by id desc limit :limit
            """;

    @NativeQuery(NEWEST)
    List<Result> newest(long userId, int limit);
}
