package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.MergePatch;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.problems.StrictJson;
import org.resultsrelay.tasks.TaskRows.UnknownId;
import org.resultsrelay.tasks.TaskViews.TaskDetails;
import org.resultsrelay.tasks.TaskViews.TaskView;
import org.resultsrelay.text.PlainText;
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
    static final String NAME = "^" + PlainText.CHARACTER + "{1,200}$";
    static final String NAMED = "give 1 to 200 characters without control characters";
    static final int MOST = 1_000_000;
    static final String MANY = "give 1 to 1000000";

    private final Clients clients;
    private final TaskRows rows;
    private final TaskViews views;
    private final Tasks tasks;
    private final TasksProperties properties;
    private final StrictJson json;

    TasksController(
            Clients clients, TaskRows rows, TaskViews views, Tasks tasks, TasksProperties properties, StrictJson json) {
        this.clients = clients;
        this.rows = rows;
        this.views = views;
        this.tasks = tasks;
        this.properties = properties;
        this.json = json;
    }

    @Operation(
            operationId = "listRecomputeTasks",
            summary = "List recompute tasks, newest first",
            description =
                    "Tasks that are over stay in the list for RELAY_TASKS_RETENTION (30 days unless set otherwise).")
    @GetMapping
    Page<TaskView> list(
            @Parameter(description = "Only tasks of this client company, by its key.")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Long clientId = client == null ? null : clients.known(client).id();
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        List<Task> found = rows.list(clientId, before, limit + 1);
        return Page.of(found, limit, task -> Long.toString(task.id())).map(views::view);
    }

    @Operation(
            operationId = "getRecomputeTask",
            summary = "Show a recompute task's progress, and what each minute takes",
            description = "minutes shows the current quarter of an hour; later says how many users follow after it.")
    @GetMapping("/{id}")
    TaskDetails get(@PathVariable long id) {
        return views.details(id);
    }

    @Operation(
            operationId = "listUnknownIds",
            summary = "List the ids of a recompute task's list that no user has",
            description = "An id is found to be unknown when its minute comes.")
    @GetMapping("/{id}/unknown-ids")
    Page<String> unknown(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        List<UnknownId> found = rows.unknownIds(rows.known(id).id(), Cursor.number(cursor), limit + 1);
        return Page.of(found, limit, unknown -> Long.toString(unknown.id())).map(UnknownId::externalId);
    }

    @Operation(
            operationId = "putRecomputeTask",
            summary = "Replace a recompute task's name and capacity",
            description =
                    "Fields that are left out get their defaults. With another capacity, users who are not due yet are spread again.")
    @PutMapping("/{id}")
    TaskDetails put(@PathVariable long id, @Valid @RequestBody TaskSettings settings) {
        return changed(rows.known(id), settings);
    }

    @Operation(
            operationId = "patchRecomputeTask",
            summary = "Change a recompute task's name or capacity",
            description = "A JSON merge patch (RFC 7396): named fields are replaced, null restores the default.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(
                                        mediaType = MergePatch.MEDIA_TYPE,
                                        schema = @Schema(implementation = TaskSettings.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = TaskSettings.class))
                            }))
    @PatchMapping(
            path = "/{id}",
            consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    TaskDetails patch(@PathVariable long id, @RequestBody byte[] patch) {
        JsonNode changes = json.tree(patch);
        Task task = rows.known(id);
        return changed(task, json.patched(new TaskSettings(task.name(), task.capacity()), changes, TaskSettings.class));
    }

    private TaskDetails changed(Task task, TaskSettings settings) {
        tasks.change(
                clients.get(task.clientId()),
                task,
                Objects.requireNonNullElse(settings.name(), DEFAULT_NAME),
                properties.capacity(settings.capacity()));
        return views.details(task.id());
    }

    @Operation(
            operationId = "cancelRecomputeTask",
            summary = "Cancel the rest of a recompute task",
            description =
                    "Users already handed to the deliveries are still pushed. The answer shows how far the task got.")
    @DeleteMapping("/{id}")
    TaskView cancel(@PathVariable long id) {
        tasks.cancel(clients.get(rows.known(id).clientId()), id);
        return views.one(id);
    }

    /** What can be changed in a task. */
    @Schema(example = """
            {"name": "after their move", "capacity": 600}""")
    record TaskSettings(
            @Schema(
                    description = "What people call the task, 1 to 200 characters; Recompute if left out.",
                    example = "after their move")
            @Pattern(regexp = NAME, message = NAMED)
            @Nullable
            String name,

            @Schema(description = "Users that each minute takes; RELAY_TASKS_CAPACITY if left out.", example = "600")
            @Min(value = 1, message = MANY)
            @Max(value = MOST, message = MANY)
            @Nullable
            Integer capacity)
            implements StrictBody {}
}
