package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.tasks.TaskRows.Unknown;
import org.resultsrelay.tasks.TaskView.Details;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows recompute tasks. */
@Tag(name = "Recompute tasks", description = "Bulk pushes, spread over the coming minutes behind live updates")
@RestController
@RequestMapping(path = TasksController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class TasksController {

    static final String PATH = "/api/v1/recompute-tasks";
    static final String DEFAULT_NAME = "Recompute";

    private final Clients clients;
    private final TaskRows tasks;
    private final TaskViews views;

    TasksController(Clients clients, TaskRows tasks, TaskViews views) {
        this.clients = clients;
        this.tasks = tasks;
        this.views = views;
    }

    @Operation(
            operationId = "listRecomputeTasks",
            summary = "List recompute tasks, newest first",
            description = "Tasks that are over stay in the list for RELAY_TASKS_KEPT (30 days unless set otherwise).")
    @GetMapping
    Page<TaskView> list(
            @Parameter(description = "Only tasks of this client company, by its key.")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
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
            summary = "Show how far a recompute task is, and what each minute takes",
            description =
                    "minutes shows the quarter of an hour that runs now; later says how many users follow after it.")
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
}
