package org.resultsrelay.clients;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.signing.SigningSecret;

/**
 * A client company as it is now. {@code freshnessObjective} is how long a change may wait before the administrator is
 * alerted. Without a {@code batch}, each request carries one summary. {@code secrets} are those valid now, newest
 * first; a push is signed with each.
 */
public record Client(
        long id,
        String key,
        String name,
        URI endpointUrl,
        ScoringPolicy policy,
        SummaryDetail detail,
        Pace pace,
        @Nullable Batch batch,
        Duration freshnessObjective,
        @Nullable Instant pausedAt,
        @Nullable String pauseReason,
        List<SigningSecret> secrets) {

    public boolean paused() {
        return pausedAt != null;
    }
}
