package org.resultsrelay.delivery.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.access.Caller;
import org.resultsrelay.access.Scope;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.push.SummaryPayload;
import org.resultsrelay.delivery.reconciliation.WantedUsers.WantedUser;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a client company may ask with a token of scope client: what it should have by now. */
@Tag(name = "Agreement", description = "Whether a client company has what it should have; also for its own token")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class ReconciliationController {

    private final Clients clients;
    private final WantedUsers wanted;
    private final Results results;
    private final DigestLimits limits;
    private final TransactionTemplate reading;

    ReconciliationController(
            Clients clients,
            WantedUsers wanted,
            Results results,
            DigestLimits limits,
            PlatformTransactionManager transactions) {
        this.clients = clients;
        this.wanted = wanted;
        this.results = results;
        this.limits = limits;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
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
        Client client = clients.known(key);
        List<Long> ids = wanted.after(client.id(), Cursor.position(cursor), limit + 1);
        Map<Long, Summary> byId =
                results.summaries(ids).stream().collect(Collectors.toMap(Summary::userId, Function.identity()));
        List<SummaryPayload> all = ids.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(summary -> SummaryPayload.of(client, summary))
                .toList();
        return Page.of(all, limit, SummaryPayload::userId);
    }

    @Operation(
            operationId = "getDigests",
            summary = "Show 256 digests of what the client company should have",
            description =
                    "Compare them with your own, kept up to date as docs/receiving.md shows, and ask for the users "
                            + "of those that differ. A relay computes one client's digests at a time; other requests get 429. A company's own "
                            + "token gets 429 until five seconds after its last ones, or ten times as long as they took.",
            responses = {
                @ApiResponse(responseCode = "200", description = "All 256 digests", useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "429",
                        description =
                                "Another client company's digests are being computed, or this company's own token asked "
                                        + "again too soon; ask again after Retry-After")
            })
    @GetMapping("/digests")
    Digests digests(@AuthenticationPrincipal Caller caller, @PathVariable String key) {
        Client client = clients.known(key);
        return caller.scope() == Scope.CLIENT
                ? limits.own(client.id(), () -> digests(client))
                : limits.oneAtATime(() -> digests(client));
    }

    private Digests digests(Client client) {
        return reading.execute(status -> Digests.of(client, results.epoch(client.id()), wanted.buckets(client.id())));
    }

    @Operation(
            operationId = "listDigestUsers",
            summary = "List the users behind one digest, with epoch and revision",
            description =
                    "Compare them with what you hold, and ask the administrator to have those that differ sent again.")
    @GetMapping("/digests/{bucket}")
    Page<WantedUser> bucket(
            @PathVariable String key,
            @Parameter(description = "Two hex digits", example = "ab") @PathVariable String bucket,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        if (!bucket.matches("[0-9a-f]{2}")) {
            throw InvalidRequest.problem("bucket", "give two hex digits, 00 to ff, as GET …/digests lists them");
        }
        long clientId = clients.known(key).id();
        int number = HexFormat.fromHexDigits(bucket);
        return Page.of(
                wanted.inBucket(clientId, number, Cursor.position(cursor), limit + 1), limit, WantedUser::userId);
    }
}
