package org.resultsrelay.delivery.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.Push;

/** What one message showed of the receiver: its answer, or what it holds afterwards. */
@Schema(name = "ConformanceCheck")
record Check(
        @Schema(description = "What was checked.", example = "stale_revision_is_confirmed")
        String name,

        @Schema(description = "passed, failed, or not_visible where the answer does not tell.", example = "passed")
        Verdict verdict,

        @Schema(description = "What was seen and, unless it was right, what to do", example = "Answered 204.")
        String sentence,

        @Nullable
        @Schema(description = "HTTP status of the receiver's answer; null where there was none.", example = "204")
        Integer status,

        @Nullable
        @Schema(
                description = "How long the receiver took to answer, in milliseconds; null where nothing was sent.",
                example = "12")
        Long durationMs) {

    /** Whether it was right; not visible is what the answers do not tell. */
    enum Verdict {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("not_visible")
        NOT_VISIBLE
    }

    static Check of(String name, boolean right, String seen, String mend, Push push) {
        return new Check(
                name,
                right ? Verdict.PASSED : Verdict.FAILED,
                right ? seen : seen + " " + mend,
                push.outcome().status(),
                push.durationMs());
    }

    static Check notVisible(String name, String sentence) {
        return new Check(name, Verdict.NOT_VISIBLE, sentence, null, null);
    }
}
