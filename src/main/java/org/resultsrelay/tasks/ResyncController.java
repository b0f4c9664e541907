package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pushes the newest summaries of all users of a client company again. */
@Tag(name = "Clients")
@RestController
class ResyncController {

    private final Clients clients;
    private final Tasks tasks;

    ResyncController(Clients clients, Tasks tasks) {
        this.clients = clients;
        this.tasks = tasks;
    }

    @Operation(
            operationId = "resyncClient",
            summary = "Push every user's newest summary again, confirmed or not",
            description =
                    "For a client company that has lost data. Revisions stay as they are, live updates go first. Makes a "
                            + "recompute task over all users, which can be watched, slowed and cancelled at /api/v1/recompute-tasks. "
                            + "With dry_run=true nothing happens but the estimate.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Estimated", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "202", description = "Begun", useReturnTypeSchema = true)
            })
    @PostMapping(path = "/api/v1/clients/{key}/resync", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Resync> resync(
            @PathVariable String key,
            @Parameter(description = "Users that each minute takes; RELAY_TASKS_CAPACITY when left out.")
                    @RequestParam(required = false)
                    @Min(1)
                    @Max(TaskSettings.MOST)
                    @Nullable
                    Integer capacity,
            @Parameter(description = "True: only estimate how many users it would push and until when.")
                    @RequestParam(name = "dry_run", defaultValue = "false")
                    boolean dryRun) {
        Client client = clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
        return dryRun
                ? ResponseEntity.ok(tasks.estimateResync(client, capacity))
                : ResponseEntity.accepted().body(tasks.resync(client, capacity));
    }
}
