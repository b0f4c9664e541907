package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/**
 * How a client gets several users' summaries in one request. A summary that goes alone has the same form as several.
 */
public record Batch(
        @Schema(description = "How many users' summaries one request carries at most.", example = "100")
        int most,

        @Schema(
                description = "How many milliseconds users gather before a request, so that it carries more of them.",
                example = "200")
        int waitMs) {

    static final int DEFAULT_WAIT_MS = 0;

    public Duration waitTime() {
        return Duration.ofMillis(waitMs);
    }
}
