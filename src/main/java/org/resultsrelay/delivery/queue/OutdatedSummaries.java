package org.resultsrelay.delivery.queue;

import java.util.Collection;
import org.resultsrelay.results.Results;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Renews users whose summaries are outdated because the client's policy or detail has changed. */
@Component
public class OutdatedSummaries {

    private final Results results;
    private final Queue queue;

    OutdatedSummaries(Results results, Queue queue) {
        this.results = results;
        this.queue = queue;
    }

    /** Gives the outdated ones of these users a new revision under the client's settings, and wants it delivered. */
    @Transactional
    public void renew(long clientId, Collection<Long> userIds) {
        queue.again(clientId, results.renew(clientId, userIds));
    }
}
