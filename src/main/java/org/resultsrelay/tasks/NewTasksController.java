package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.tasks.TaskViews.TaskView;
import org.resultsrelay.tasks.Tasks.Resync;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Creates recompute tasks from a list of users or for all users of a client. A list is read as it arrives, byte by
 * byte; a message converter would read it in one piece.
 */
@RestController
class NewTasksController {

    private final Clients clients;
    private final ListImport listImport;
    private final Tasks tasks;
    private final TaskViews views;
    private final TaskRunner runner;
    private final TasksProperties properties;

    NewTasksController(
            Clients clients,
            ListImport listImport,
            Tasks tasks,
            TaskViews views,
            TaskRunner runner,
            TasksProperties properties) {
        this.clients = clients;
        this.listImport = listImport;
        this.tasks = tasks;
        this.views = views;
        this.runner = runner;
        this.properties = properties;
    }

    @Operation(
            operationId = "makeRecomputeTask",
            tags = "Recompute tasks",
            summary = "Push the newest summaries of a list of users again, spread over the coming minutes",
            description =
                    "The body is a JSON array of user ids, or text with ids between line ends or commas, of any length. "
                            + "If the list has an unusable id or breaks off, no task is created.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        array =
                                                @ArraySchema(
                                                        schema =
                                                                @Schema(
                                                                        types = {"string", "integer"},
                                                                        description = "The platform's id of a user")),
                                        examples = @ExampleObject("[\"u-17\", \"u-18\", 1003]")),
                                @Content(
                                        mediaType = MediaType.TEXT_PLAIN_VALUE,
                                        schema = @Schema(type = "string"),
                                        examples = @ExampleObject("u-17\nu-18\n1003\n"))
                            }),
            responses = @ApiResponse(responseCode = "201", description = "The new task", useReturnTypeSchema = true))
    @PostMapping(
            path = TasksController.PATH,
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TaskView> make(
            @Parameter(description = "Key of the client company whose users these are.", example = "acme") @RequestParam
                    String client,
            @Parameter(description = "What people call the task, 1 to 200 characters.")
                    @RequestParam(defaultValue = TasksController.DEFAULT_NAME)
                    @Pattern(regexp = TasksController.NAME, message = TasksController.NAMED)
                    String name,
            @Parameter(description = "Users that each minute takes; RELAY_TASKS_CAPACITY if left out.")
                    @RequestParam(required = false)
                    @Min(1)
                    @Max(TasksController.MOST)
                    @Nullable
                    Integer capacity,
            HttpServletRequest request)
            throws IOException {
        Client company = clients.known(client);
        long id = listImport.receive(company, name, properties.capacity(capacity), ids(request));
        TaskView task = views.one(id);
        runner.work(company.id());
        return ResponseEntity.created(URI.create(TasksController.PATH + "/" + id))
                .body(task);
    }

    private static UserIdReader ids(HttpServletRequest request) throws IOException {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        Charset charset = type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "Send the list in UTF-8.");
        }
        return type.isCompatibleWith(MediaType.TEXT_PLAIN)
                ? UserIdReader.text(request.getInputStream())
                : UserIdReader.json(request.getInputStream());
    }

    @Operation(
            operationId = "resyncClient",
            tags = "Clients",
            summary = "Push every user's newest summary again, confirmed or not",
            description =
                    "For a client company that has lost data. Revisions stay as they are, and live updates go first. Creates a "
                            + "recompute task for all users, which can be watched, slowed down and cancelled at /api/v1/recompute-tasks. "
                            + "With dry_run=true it only estimates.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Estimated", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "202", description = "Begun", useReturnTypeSchema = true)
            })
    @PostMapping(path = "/api/v1/clients/{key}/resync", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Resync> resync(
            @PathVariable String key,
            @Parameter(description = "Users that each minute takes; RELAY_TASKS_CAPACITY if left out.")
                    @RequestParam(required = false)
                    @Min(1)
                    @Max(TasksController.MOST)
                    @Nullable
                    Integer capacity,
            @Parameter(description = "True: only estimate how many users it would push and until when.")
                    @RequestParam(name = "dry_run", defaultValue = "false")
                    boolean dryRun) {
        Client client = clients.known(key);
        if (dryRun) {
            return ResponseEntity.ok(tasks.estimateResync(client, capacity));
        }
        Resync begun = tasks.resync(client, capacity);
        runner.work(client.id());
        return ResponseEntity.accepted().body(begun);
    }
}
