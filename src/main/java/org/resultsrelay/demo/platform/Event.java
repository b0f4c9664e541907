package org.resultsrelay.demo.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body of a webhook: a finished test as the platform reports it. */
public record Event(String eventId, String type, Instant occurredAt, User user, Result result) {

    static final String TYPE = "test.completed";

    public record User(String id) {}

    /** {@code attempt} is absent if the platform does not number attempts, {@code passed} if the test has no pass mark. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String testId,
            @Nullable String testName,
            @Nullable Integer attempt,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            BigDecimal score,

            BigDecimal maxScore,
            @Nullable Boolean passed,
            String status,
            Instant completedAt) {

        public boolean provisional() {
            return status.equals("provisional");
        }
    }

    public static Event of(String eventId, Instant occurredAt, String user, Result result) {
        return new Event(eventId, TYPE, occurredAt, new User(user), result);
    }
}
