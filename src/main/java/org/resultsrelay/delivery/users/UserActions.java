package org.resultsrelay.delivery.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.resultsrelay.clients.MergePatch;
import org.resultsrelay.delivery.users.UserViews.Details;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.StrictJson;
import org.resultsrelay.results.UserIdSyntax;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Makes users ahead of their first result, holds and releases them, and tries one again now. */
@Tag(name = "Users")
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UserActions {

    private final UserDesk desk;
    private final StrictJson json;

    UserActions(UserDesk desk, StrictJson json) {
        this.desk = desk;
        this.json = json;
    }

    @Operation(
            operationId = "makeUser",
            summary = "Make a user ahead of its first result",
            description =
                    "Users need not be made: the first result of an unknown user makes it. This is for holding a user before that.",
            responses = {
                @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = "Known already", content = @Content)
            })
    @PostMapping
    ResponseEntity<Details> make(@Valid @RequestBody NewUser user) {
        Details made = desk.make(user)
                .orElseThrow(() -> new Problem(
                        HttpStatus.CONFLICT,
                        "known-user",
                        "Known user",
                        "This user of " + user.client() + " is known already; change it with PATCH."));
        return ResponseEntity.created(location(user.client(), user.id())).body(made);
    }

    @Operation(
            operationId = "putUser",
            summary = "Make a user, or replace its settings",
            description = "What is left out gets its default. Results are the platform's alone and stay as they are.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Replaced", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
            })
    @PutMapping("/{client}/{id}")
    ResponseEntity<Details> put(
            @PathVariable String client, @PathVariable String id, @Valid @RequestBody UserSettings settings) {
        if (!id.matches(UserIdSyntax.PATTERN)) {
            throw InvalidRequest.problem("id", NewUser.ID);
        }
        boolean made = desk.put(client, id, settings);
        Details details = desk.details(client, id);
        return made ? ResponseEntity.created(location(client, id)).body(details) : ResponseEntity.ok(details);
    }

    @Operation(
            operationId = "patchUser",
            summary = "Hold a user, or release it",
            description = "A JSON merge patch (RFC 7396). What is held is pushed once it is released, the newest only.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(
                                        mediaType = MergePatch.MEDIA_TYPE,
                                        schema = @Schema(implementation = UserSettings.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = UserSettings.class))
                            }))
    @PatchMapping(
            path = "/{client}/{id}",
            consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Details patch(@PathVariable String client, @PathVariable String id, @RequestBody byte[] patch) {
        var changes = json.tree(patch);
        var current = json.tree(new UserSettings(desk.details(client, id).held()));
        desk.set(client, id, json.bind(MergePatch.apply(current, changes), UserSettings.class));
        return desk.details(client, id);
    }

    @Operation(
            operationId = "retryUser",
            summary = "Try a user's push again now",
            description =
                    "Also one that was set aside, and while the client company's endpoint is down: then it is the probe. "
                            + "It still waits for a client company that is paused.",
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "Will be tried at once, unless the client company is paused",
                            useReturnTypeSchema = true))
    @PostMapping("/{client}/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Details retry(@PathVariable String client, @PathVariable String id) {
        return desk.retry(client, id);
    }

    private static URI location(String client, String id) {
        return URI.create("/api/v1/users/" + client + "/" + UriUtils.encode(id, UTF_8));
    }
}
