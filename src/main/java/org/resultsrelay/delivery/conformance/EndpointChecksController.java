package org.resultsrelay.delivery.conformance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.HttpUrl;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.problems.StrictBody;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries a client's endpoint on demand: with one test message, or with correct and wrong ones. */
@Tag(name = "Clients")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointChecksController {

    private final Clients clients;
    private final Conformance conformance;
    private final Pusher pusher;
    private final Deliveries deliveries;

    EndpointChecksController(Clients clients, Conformance conformance, Pusher pusher, Deliveries deliveries) {
        this.clients = clients;
        this.conformance = conformance;
        this.pusher = pusher;
        this.deliveries = deliveries;
    }

    @Operation(
            operationId = "checkConformance",
            summary = "Send right and wrong messages to the endpoint, and report which it handles correctly",
            description =
                    "Sends 14 messages about a user who does not exist (relay-conformance-…), signed with the client's "
                            + "secret: duplicates, stale and reordered revisions, bad signatures, old timestamps. A client with "
                            + "batches gets them in that form, and two more with two users each. Takes 40 s at most and "
                            + "answers 200 whatever the outcome. Best done on a test endpoint.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "What was right and what was wrong",
                            useReturnTypeSchema = true))
    @PostMapping("/conformance")
    ConformanceReport check(
            @PathVariable String key, @Valid @RequestBody(required = false) @Nullable ConformanceRequest request) {
        Client client = clients.known(key);
        String other = request == null ? null : request.endpointUrl();
        return conformance.check(client, other == null ? client.endpointUrl() : URI.create(other));
    }

    @Operation(
            operationId = "testPush",
            summary = "Push a signed test message now and show the answer",
            description =
                    "Its type is relay.test, and it is about no user. Answers 200 whatever the outcome. A 2xx shows that the endpoint "
                            + "works: its breaker closes, and what waits is pushed.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The outcome, whether or not the client company accepted the message",
                            useReturnTypeSchema = true))
    @PostMapping("/test-push")
    TestPush testPush(@PathVariable String key) {
        Client client = clients.known(key);
        Push push = pusher.test(client);
        deliveries.endpointAnswered(client.id(), push.outcome());
        return TestPush.of(push);
    }

    /** The result of a test push; {@code answer} is the first 8 KiB of the client's answer, or what went wrong. */
    record TestPush(
            @Schema(description = "The webhook-id header of the message, to find it in the log of the client company.")
            String webhookId,

            @Schema(description = "accepted, refused, throttled, failed, unreachable or gone.", example = "accepted")
            String outcome,

            @Nullable
            @Schema(
                    description = "HTTP status of the client company's answer; null where there was no answer.",
                    example = "204")
            Integer status,

            @Schema(description = "How long the push took, in milliseconds.", example = "41")
            long durationMs,

            @Schema(description = "The first 8 KiB of the client company's answer, or why there was none.")
            String answer) {

        static TestPush of(Push push) {
            return new TestPush(
                    push.webhookId(),
                    push.outcome().name(),
                    push.outcome().status(),
                    push.durationMs(),
                    push.outcome().answer());
        }
    }

    /** The URL to try instead of the client's own endpoint. */
    @Schema(example = """
            {"endpoint_url": "https://test.acme.example/summaries"}""")
    record ConformanceRequest(
            @Schema(
                    description = "The URL to try; the client company's own endpoint when left out.",
                    example = "https://test.acme.example/summaries")
            @HttpUrl
            @Nullable
            String endpointUrl)
            implements StrictBody {}
}
