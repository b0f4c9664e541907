package org.resultsrelay.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API tokens of one client company. */
@Tag(name = "Tokens", description = "Who may call on behalf of a client company")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
class TokensController {

    private final Clients clients;
    private final TokenActions desk;

    TokensController(Clients clients, TokenActions desk) {
        this.clients = clients;
        this.desk = desk;
    }

    @Operation(
            operationId = "makeToken",
            summary = "Create a token, shown only in this answer",
            description =
                    "Scope intake may post webhooks; scope client may read the company's own summaries and digests. The relay stores only a hash.",
            responses = @ApiResponse(responseCode = "201", description = "The new token", useReturnTypeSchema = true))
    @PostMapping
    ResponseEntity<TokenView> make(@PathVariable String key, @Valid @RequestBody TokenRequest request) {
        TokenView made = desk.make(clients.known(key).id(), request);
        return ResponseEntity.created(URI.create("/api/v1/clients/" + key + "/tokens/" + made.id()))
                .body(made);
    }

    @Operation(
            operationId = "listTokens",
            summary = "List a client company's tokens, oldest first",
            description = "The tokens themselves are not shown; revoke one by its id.")
    @GetMapping
    Page<TokenView> list(
            @PathVariable String key,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(
                desk.after(clients.known(key).id(), Cursor.number(cursor), limit + 1),
                limit,
                token -> Long.toString(token.id()));
    }

    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token at once",
            description = "Other relays refuse it within RELAY_ACCESS_CACHE_TTL (5 seconds unless set otherwise).")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String key, @PathVariable long id) {
        if (!desk.revoke(clients.known(key).id(), id)) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "unknown-token",
                    "Unknown token",
                    "This client has no token " + id + ": it may be revoked already. GET /api/v1/clients/{key}/tokens "
                            + "lists those there are.");
        }
    }
}
