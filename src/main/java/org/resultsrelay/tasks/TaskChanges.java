package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.MergePatch;
import org.resultsrelay.problems.StrictJson;
import org.resultsrelay.tasks.TaskView.Details;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Changes and cancels recompute tasks. */
@Tag(name = "Recompute tasks")
@RestController
@RequestMapping(path = TasksController.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class TaskChanges {

    private final Clients clients;
    private final TaskViews views;
    private final TaskLifecycle lifecycle;
    private final TasksProperties properties;
    private final StrictJson json;

    TaskChanges(
            Clients clients, TaskViews views, TaskLifecycle lifecycle, TasksProperties properties, StrictJson json) {
        this.clients = clients;
        this.views = views;
        this.lifecycle = lifecycle;
        this.properties = properties;
        this.json = json;
    }

    @Operation(
            operationId = "putRecomputeTask",
            summary = "Replace a recompute task's name and capacity",
            description = "What is left out gets its default. Another capacity spreads anew what is not yet due.")
    @PutMapping
    Details put(@PathVariable long id, @Valid @RequestBody TaskSettings settings) {
        return changed(
                views.known(id),
                Objects.requireNonNullElse(settings.name(), TasksController.DEFAULT_NAME),
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
                                        mediaType = MergePatch.MEDIA_TYPE,
                                        schema = @Schema(implementation = TaskSettings.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = TaskSettings.class))
                            }))
    @PatchMapping(consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Details patch(@PathVariable long id, @RequestBody byte[] patch) {
        JsonNode tree = json.tree(patch);
        TaskSettings settings = json.bind(tree, TaskSettings.class);
        Task task = views.known(id);
        return changed(
                task,
                settings.name() != null
                        ? settings.name()
                        : tree.has("name") ? TasksController.DEFAULT_NAME : task.name(),
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
    @DeleteMapping
    TaskView cancel(@PathVariable long id) {
        lifecycle.cancel(clients.get(views.known(id).clientId()), id);
        return views.one(id);
    }
}
