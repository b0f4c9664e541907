package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.ClientRegistry.Registered;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.MergePatch;
import org.resultsrelay.problems.StrictJson;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Creates, changes and shows client companies. */
@Tag(name = "Clients", description = "Client companies: where and how their users' summaries are posted")
@RestController
@RequestMapping(path = "/api/v1/clients", produces = MediaType.APPLICATION_JSON_VALUE)
class ClientsController {

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");

    private final ClientRegistry register;
    private final ClientViews views;
    private final StrictJson json;

    ClientsController(ClientRegistry register, ClientViews views, StrictJson json) {
        this.register = register;
        this.views = views;
        this.json = json;
    }

    @Operation(
            operationId = "putClient",
            summary = "Create a client company, or replace its settings",
            description =
                    "Fields that are left out get their defaults. A new client's signing secret is shown only in this answer. Another "
                            + "policy or detail creates a recompute task, named here, that pushes every user's summary again.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Replaced", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "201", description = "The new client company", useReturnTypeSchema = true)
            })
    @PutMapping("/{key}")
    ResponseEntity<ClientView> put(@PathVariable String key, @Valid @RequestBody ClientSettings settings) {
        if (!KEY.matcher(key).matches()) {
            throw InvalidRequest.problem("key", "give 1 to 64 lower-case letters, digits and dashes");
        }
        Registered registered = registered(key, settings.settings());
        Client client = registered.client();
        ClientView view = views.of(client);
        return registered.made()
                ? ResponseEntity.created(URI.create("/api/v1/clients/" + key))
                        .body(view.with(client.secrets().getFirst()))
                : ResponseEntity.ok(view.with(registered.task()));
    }

    /** Somebody else may create the same client at the same moment; then this request replaces what they created. */
    private Registered registered(String key, StoredSettings settings) {
        try {
            return register.put(key, settings);
        } catch (DataIntegrityViolationException e) {
            return register.put(key, settings);
        }
    }

    @Operation(
            operationId = "patchClient",
            summary = "Change some of a client company's settings",
            description =
                    "A JSON merge patch (RFC 7396): named fields are replaced, null restores the default. Another policy or "
                            + "detail creates a recompute task, named in the answer, that pushes every user's summary again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(
                                        mediaType = MergePatch.MEDIA_TYPE,
                                        schema = @Schema(implementation = ClientPatch.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = ClientPatch.class))
                            }))
    @PatchMapping(
            path = "/{key}",
            consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    ClientView patch(@PathVariable String key, @RequestBody byte[] patch) {
        var changes = json.tree(patch);
        return register.patch(
                        key,
                        settings -> json.patched(ClientSettings.of(settings), changes, ClientSettings.class)
                                .settings())
                .map(changed -> views.of(changed.client()).with(changed.task()))
                .orElseThrow(() -> UnknownClient.problem(key));
    }

    @Operation(
            operationId = "getClient",
            summary = "Show a client company and how it is doing",
            description =
                    "Besides the settings: whether it is paused, whether its endpoint works, how many users wait and for how long.")
    @GetMapping("/{key}")
    ClientView get(@PathVariable String key) {
        return register.find(key).map(views::of).orElseThrow(() -> UnknownClient.problem(key));
    }

    @Operation(
            operationId = "listClients",
            summary = "List client companies by key",
            description = "In the alphabetical order of their keys, each as GET /api/v1/clients/{key} shows it.")
    @GetMapping
    Page<ClientView> list(
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(register.after(Cursor.position(cursor), limit + 1), limit, Client::key)
                .map(views::of);
    }
}
