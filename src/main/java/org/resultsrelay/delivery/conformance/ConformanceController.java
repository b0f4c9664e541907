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
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.problems.Strict;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checks on demand whether a client company's endpoint is a right receiver. */
@Tag(name = "Clients")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}/conformance", produces = MediaType.APPLICATION_JSON_VALUE)
class ConformanceController {

    private final Clients clients;
    private final Conformance conformance;

    ConformanceController(Clients clients, Conformance conformance) {
        this.clients = clients;
        this.conformance = conformance;
    }

    @Operation(
            operationId = "checkConformance",
            summary = "Try the endpoint with right and wrong messages, and report which it handles right",
            description =
                    "Sends 14 messages about a user who does not exist (relay-conformance-…), signed with the client's "
                            + "secret: duplicates, stale and reordered revisions, bad signatures, old timestamps. Takes 40 s at most and "
                            + "answers 200 whatever came of it. Best on a test endpoint.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "What was right and what was wrong",
                            useReturnTypeSchema = true))
    @PostMapping
    Report check(@PathVariable String key, @Valid @RequestBody(required = false) @Nullable ConformanceRequest request) {
        Client client = clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
        String other = request == null ? null : request.endpointUrl();
        return conformance.check(client, other == null ? client.endpointUrl() : URI.create(other));
    }

    /** Where to, if not to the client's own endpoint. */
    @Schema(example = """
            {"endpoint_url": "https://test.acme.example/summaries"}""")
    record ConformanceRequest(
            @Schema(
                    description = "The URL to try; the client company's own endpoint when left out.",
                    example = "https://test.acme.example/summaries")
            @HttpUrl
            @Nullable
            String endpointUrl)
            implements Strict {}
}
