package org.resultsrelay.delivery.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.Push;

/** The result of a run. {@code conforms} if nothing visible was wrong and everything was tried. */
@Schema(name = "ConformanceReport")
record ConformanceReport(
        @Schema(description = "Key of the client company whose endpoint was tried.", example = "acme")
        String client,

        @Schema(description = "The URL that the messages were posted to.", example = "https://acme.example/summaries")
        URI endpointUrl,

        @Schema(
                description =
                        "The user that the messages were about. It does not exist: ids of such users begin with relay-conformance-.",
                example = "relay-conformance-6f0d1c5a9b7e4d32")
        String userId,

        @Schema(
                description = "True when every message was sent and nothing that could be seen was wrong.",
                example = "true")
        boolean conforms,

        @Schema(description = "Checks that were right.", example = "15")
        long passed,

        @Schema(description = "Checks that were wrong; each says what to do.", example = "0")
        long failed,

        @Schema(description = "Checks that the receiver's answers do not show.", example = "8")
        long notVisible,

        @Schema(description = "Each check with what was seen, in the order of the messages.")
        List<ConformanceCheck> checks) {

    static ConformanceReport of(
            String client, URI endpointUrl, String userId, boolean complete, List<ConformanceCheck> checks) {
        long failed = count(checks, CheckVerdict.FAILED);
        return new ConformanceReport(
                client,
                endpointUrl,
                userId,
                complete && failed == 0,
                count(checks, CheckVerdict.PASSED),
                failed,
                count(checks, CheckVerdict.NOT_VISIBLE),
                checks);
    }

    private static long count(List<ConformanceCheck> checks, CheckVerdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    /** What one message showed about the receiver: its answer, or what it holds afterwards. */
    @Schema(name = "ConformanceCheck")
    record ConformanceCheck(
            @Schema(description = "What was checked.", example = "stale_revision_is_confirmed")
            String name,

            @Schema(description = "passed, failed, or not_visible if the answer does not show it.", example = "passed")
            CheckVerdict verdict,

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

        static ConformanceCheck of(String name, boolean right, String seen, String advice, Push push) {
            return new ConformanceCheck(
                    name,
                    right ? CheckVerdict.PASSED : CheckVerdict.FAILED,
                    right ? seen : seen + " " + advice,
                    push.outcome().status(),
                    push.durationMs());
        }

        static ConformanceCheck notVisible(String name, String sentence) {
            return new ConformanceCheck(name, CheckVerdict.NOT_VISIBLE, sentence, null, null);
        }
    }

    /** {@code NOT_VISIBLE}: the answers do not show it. */
    enum CheckVerdict {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("not_visible")
        NOT_VISIBLE
    }
}
