package org.resultsrelay.delivery.conformance;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.resultsrelay.delivery.conformance.Check.Verdict;

/** What came of a run; {@code conforms} when nothing that could be seen was wrong, and everything was tried. */
@Schema(name = "ConformanceReport")
record Report(
        @Schema(description = "Key of the client company whose endpoint was tried.", example = "acme")
        String client,

        @Schema(description = "The URL that the messages were posted to.", example = "https://acme.example/summaries")
        URI endpointUrl,

        @Schema(
                description =
                        "Whom the messages were about: nobody real. Ids of such users begin with relay-conformance-.",
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

        @Schema(description = "Checks that the receiver's answers do not tell.", example = "8")
        long notVisible,

        @Schema(description = "Each check with what was seen, in the order of the messages.")
        List<Check> checks) {

    static Report of(String client, URI endpointUrl, String userId, boolean complete, List<Check> checks) {
        long failed = count(checks, Verdict.FAILED);
        return new Report(
                client,
                endpointUrl,
                userId,
                complete && failed == 0,
                count(checks, Verdict.PASSED),
                failed,
                count(checks, Verdict.NOT_VISIBLE),
                checks);
    }

    private static long count(List<Check> checks, Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
