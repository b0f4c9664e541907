package org.resultsrelay.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.delivery.tasks.Resync;
import org.resultsrelay.delivery.tasks.TaskSettings;
import org.resultsrelay.delivery.tasks.Tasks;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked of the deliveries to one client company. */
@Tag(name = "Clients")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class SteeringController {

    private final Clients clients;
    private final Tasks tasks;
    private final Pusher pusher;
    private final AnotherTry another;

    SteeringController(Clients clients, Tasks tasks, Pusher pusher, AnotherTry another) {
        this.clients = clients;
        this.tasks = tasks;
        this.pusher = pusher;
        this.another = another;
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
    @PostMapping("/resync")
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
        Client client = known(key);
        return dryRun
                ? ResponseEntity.ok(tasks.estimateResync(client, capacity))
                : ResponseEntity.accepted().body(tasks.resync(client, capacity));
    }

    @Operation(
            operationId = "testPush",
            summary = "Push a signed test message now and show the answer",
            description =
                    "Its type is relay.test; it carries no user. Answers 200 whatever came of it. A 2xx shows that the endpoint "
                            + "works: its breaker closes, and what waits is pushed.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "What came of it, whether or not the client company accepted it",
                            useReturnTypeSchema = true))
    @PostMapping("/test-push")
    TestPush testPush(@PathVariable String key) {
        Client client = known(key);
        Push push = pusher.test(client);
        another.showed(client.id(), push.outcome());
        return TestPush.of(push);
    }

    private Client known(String key) {
        return clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
    }

    /** What came of a test push; {@code answer} is the first 8 KiB of the client's answer, or what went wrong. */
    record TestPush(
            @Schema(description = "The webhook-id header of the message, to find it in the log of the client company.")
            String webhookId,

            @Schema(description = "accepted, refused, throttled, failed, unreachable or gone.", example = "accepted")
            String outcome,

            @Nullable
            @Schema(
                    description = "HTTP status of the client company's answer; null where there was no answer.",
                    example = "204")
            Integer status,

            @Schema(description = "How long the push took, in milliseconds.", example = "41")
            long durationMs,

            @Schema(description = "The first 8 KiB of the client company's answer, or why there was none.")
            String answer) {

        static TestPush of(Push push) {
            return new TestPush(
                    push.webhookId(),
                    push.outcome().name(),
                    push.outcome().status(),
                    push.durationMs(),
                    push.outcome().answer());
        }
    }
}
