package org.resultsrelay.delivery.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.delivery.tasks.TaskRows.Unknown;
import org.resultsrelay.delivery.tasks.TaskView.Details;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.StrictJson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows, changes and cancels recompute tasks. */
@Tag(name = "Recompute tasks", description = "Bulk pushes, spread over the coming minutes behind live updates")
@RestController
@RequestMapping(path = TasksController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class TasksController {

    static final String PATH = "/api/v1/recompute-tasks";
    static final String DEFAULT_NAME = "Recompute";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Clients clients;
    private final TaskRows tasks;
    private final TaskViews views;
    private final TaskLifecycle lifecycle;
    private final TasksProperties properties;
    private final StrictJson json;

    TasksController(
            Clients clients,
            TaskRows tasks,
            TaskViews views,
            TaskLifecycle lifecycle,
            TasksProperties properties,
            StrictJson json) {
        this.clients = clients;
        this.tasks = tasks;
        this.views = views;
        this.lifecycle = lifecycle;
        this.properties = properties;
        this.json = json;
    }

    @Operation(operationId = "listRecomputeTasks", summary = "List recompute tasks, newest first")
    @GetMapping
    Page<TaskView> list(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Long clientId = client == null
                ? null
                : clients.find(client).map(Client::id).orElseThrow(() -> UnknownClient.problem(client));
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        List<Task> rows = tasks.list(clientId, before, limit + 1);
        return Page.of(rows, limit, task -> Long.toString(task.id())).map(views::view);
    }

    @Operation(
            operationId = "getRecomputeTask",
            summary = "Show how far a recompute task is, and what each minute takes")
    @GetMapping("/{id}")
    Details get(@PathVariable long id) {
        return views.details(id);
    }

    @Operation(
            operationId = "listUnknownIds",
            summary = "List the ids of a recompute task's list that no user has",
            description = "They are found out when their minute comes.")
    @GetMapping("/{id}/unknown-ids")
    Page<String> unknown(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        List<Unknown> rows = tasks.unknown(views.known(id).id(), Cursor.number(cursor), limit + 1);
        return Page.of(rows, limit, unknown -> Long.toString(unknown.id())).map(Unknown::externalId);
    }

    @Operation(
            operationId = "putRecomputeTask",
            summary = "Replace a recompute task's name and capacity",
            description = "What is left out gets its default. Another capacity spreads anew what is not yet due.")
    @PutMapping("/{id}")
    Details put(@PathVariable long id, @Valid @RequestBody TaskSettings settings) {
        return changed(
                views.known(id),
                Objects.requireNonNullElse(settings.name(), DEFAULT_NAME),
                properties.capacity(settings.capacity()));
    }

    @Operation(
            operationId = "patchRecomputeTask",
            summary = "Change a recompute task's name or capacity",
            description = "A JSON merge patch (RFC 7396): what is named replaces, null restores the default.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(
                                        mediaType = MERGE_PATCH,
                                        schema = @Schema(implementation = TaskSettings.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = TaskSettings.class))
                            }))
    @PatchMapping(
            path = "/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
    Details patch(@PathVariable long id, @RequestBody byte[] patch) {
        JsonNode tree = json.tree(patch);
        TaskSettings settings = json.bind(tree, TaskSettings.class);
        Task task = views.known(id);
        return changed(
                task,
                settings.name() != null ? settings.name() : tree.has("name") ? DEFAULT_NAME : task.name(),
                settings.capacity() != null || tree.has("capacity")
                        ? properties.capacity(settings.capacity())
                        : task.capacity());
    }

    private Details changed(Task task, String name, int capacity) {
        lifecycle.change(clients.get(task.clientId()), task, name, capacity);
        return views.details(task.id());
    }

    @Operation(
            operationId = "cancelRecomputeTask",
            summary = "Cancel what is not yet done of a recompute task",
            description =
                    "Users already handed to the deliveries are still pushed. Answers with how far the task came.")
    @DeleteMapping("/{id}")
    TaskView cancel(@PathVariable long id) {
        lifecycle.cancel(clients.get(views.known(id).clientId()), id);
        return views.one(id);
    }
}
