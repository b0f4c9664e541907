package org.resultsrelay.delivery.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.users.UserViews.ListedUser;
import org.resultsrelay.delivery.users.UserViews.NewUser;
import org.resultsrelay.delivery.users.UserViews.UserDetails;
import org.resultsrelay.delivery.users.UserViews.UserSettings;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.MergePatch;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.StrictJson;
import org.resultsrelay.results.User;
import org.resultsrelay.results.UserIdSyntax;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Shows users and why their summary has or has not arrived; registers, holds, releases and retries them. */
@Tag(name = "Users", description = "Users, their totals and the state of their delivery")
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UsersController {

    private final UserQueries users;
    private final UserCommands commands;
    private final StrictJson json;

    UsersController(UserQueries users, UserCommands commands, StrictJson json) {
        this.users = users;
        this.commands = commands;
        this.json = json;
    }

    @Operation(
            operationId = "listUsers",
            summary = "List users in the order in which they were first seen",
            description = "Filters by client company and delivery state; without a filter all are listed.")
    @GetMapping
    Page<ListedUser> list(
            @Parameter(description = "Only users of this client company, by its key.")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            @Parameter(
                            description = "Only users with this delivery state.",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "delivered",
                                                "waiting",
                                                "pushing",
                                                "retrying",
                                                "set_aside",
                                                "held",
                                                "held_back",
                                                "paused"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        List<User> found = users.find(client, state, Cursor.number(cursor), limit + 1);
        Page<User> page = Page.of(found, limit, user -> Long.toString(user.id()));
        return new Page<>(users.list(page.items()), page.nextCursor());
    }

    @Operation(
            operationId = "getUser",
            summary = "Show a user's totals, and why they have or have not arrived",
            description = "explanation says in a sentence why the newest summary has or has not arrived.")
    @GetMapping("/{client}/{id}")
    UserDetails details(@PathVariable String client, @PathVariable String id) {
        return users.details(client, id);
    }

    @Operation(
            operationId = "getUserTimeline",
            summary = "Show what happened to a user, oldest first",
            description =
                    "steps describe it in sentences, oldest first; results and pushes give the details, newest first.")
    @GetMapping("/{client}/{id}/timeline")
    Timeline timeline(@PathVariable String client, @PathVariable String id) {
        return users.timeline(client, id);
    }

    @Operation(
            operationId = "makeUser",
            summary = "Create a user before its first result",
            description = "Usually a user's first result creates it. Create it yourself to hold it before that.",
            responses = {
                @ApiResponse(responseCode = "201", description = "The new user", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = "Known already", content = @Content)
            })
    @PostMapping
    ResponseEntity<UserDetails> make(@Valid @RequestBody NewUser user) {
        UserDetails made = commands.make(user)
                .orElseThrow(() -> new Problem(
                        HttpStatus.CONFLICT,
                        "known-user",
                        "Known user",
                        "This user of " + user.client() + " is known already; change it with PATCH."));
        return ResponseEntity.created(location(user.client(), user.id())).body(made);
    }

    @Operation(
            operationId = "putUser",
            summary = "Create a user, or replace its settings",
            description =
                    "Fields that are left out get their defaults. Results belong to the platform and stay as they are.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Replaced", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "201", description = "The new user", useReturnTypeSchema = true)
            })
    @PutMapping("/{client}/{id}")
    ResponseEntity<UserDetails> put(
            @PathVariable String client, @PathVariable String id, @Valid @RequestBody UserSettings settings) {
        if (!id.matches(UserIdSyntax.PATTERN)) {
            throw InvalidRequest.problem("id", NewUser.ID);
        }
        boolean made = commands.put(client, id, settings);
        UserDetails details = users.details(client, id);
        return made ? ResponseEntity.created(location(client, id)).body(details) : ResponseEntity.ok(details);
    }

    @Operation(
            operationId = "patchUser",
            summary = "Hold a user, or release it",
            description =
                    "A JSON merge patch (RFC 7396). A held user's newest summary is pushed once the user is released.",
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
    UserDetails patch(@PathVariable String client, @PathVariable String id, @RequestBody byte[] patch) {
        var changes = json.tree(patch);
        var current = new UserSettings(users.details(client, id).held());
        commands.set(client, id, json.patched(current, changes, UserSettings.class));
        return users.details(client, id);
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
    UserDetails retry(@PathVariable String client, @PathVariable String id) {
        return commands.retry(client, id);
    }

    private static URI location(String client, String id) {
        return URI.create("/api/v1/users/" + client + "/" + UriUtils.encode(id, UTF_8));
    }
}
