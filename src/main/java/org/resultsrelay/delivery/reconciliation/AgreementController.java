package org.resultsrelay.delivery.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.access.Caller;
import org.resultsrelay.access.Scope;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.delivery.push.SummaryPayload;
import org.resultsrelay.delivery.reconciliation.WantedUsers.Held;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a client company may ask for itself, with a token of scope client: what it should have by now. */
@Tag(name = "Agreement", description = "Whether a client company has what it should have; also for its own token")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class AgreementController {

    private final Clients clients;
    private final Agreement agreement;
    private final OwnDigests own;

    AgreementController(Clients clients, Agreement agreement, OwnDigests own) {
        this.clients = clients;
        this.agreement = agreement;
        this.own = own;
    }

    @Operation(
            operationId = "listSummaries",
            summary = "List every user's newest summary, as a push would carry it",
            description = "In the order of user ids. Apply each like a push: only a greater (epoch, revision).")
    @GetMapping("/summaries")
    Page<SummaryPayload> summaries(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return agreement.summaries(known(key), cursor, limit);
    }

    @Operation(
            operationId = "getDigests",
            summary = "Show 256 digests of what the client company should have",
            description =
                    "Compare them with your own, kept up to date as docs/receiving.md shows, and ask for the users "
                            + "of those that differ. One relay works out one client's digests at a time; others get 429. A company's own "
                            + "token gets 429 until five seconds after its last ones, or ten times as long as they took.",
            responses = {
                @ApiResponse(responseCode = "200", description = "All 256 digests", useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "429",
                        description =
                                "Another client company's digests are worked out now, or this company's own token asked "
                                        + "again too soon; ask again after Retry-After")
            })
    @GetMapping("/digests")
    Digests digests(@AuthenticationPrincipal Caller caller, @PathVariable String key) {
        Client client = known(key);
        return caller.scope() == Scope.CLIENT
                ? own.of(client.id(), () -> agreement.digests(client))
                : agreement.digests(client);
    }

    @Operation(
            operationId = "listDigestUsers",
            summary = "List the users behind one digest, with epoch and revision",
            description =
                    "Compare them with what you hold, and ask the administrator to have those that differ sent again.")
    @GetMapping("/digests/{bucket}")
    Page<Held> bucket(
            @PathVariable String key,
            @Parameter(description = "Two hex digits", example = "ab") @PathVariable String bucket,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        if (!bucket.matches("[0-9a-f]{2}")) {
            throw InvalidRequest.problem("bucket", "give two hex digits, 00 to ff, as GET …/digests lists them");
        }
        return agreement.bucket(known(key), HexFormat.fromHexDigits(bucket), cursor, limit);
    }

    private Client known(String key) {
        return clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
    }
}
