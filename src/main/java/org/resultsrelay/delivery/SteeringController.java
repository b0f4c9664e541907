package org.resultsrelay.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.delivery.queue.Queue;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked of the deliveries to one client company. */
@Tag(name = "Clients")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class SteeringController {

    private final Clients clients;
    private final Queue queue;
    private final Lanes lanes;
    private final Pusher pusher;

    SteeringController(Clients clients, Queue queue, Lanes lanes, Pusher pusher) {
        this.clients = clients;
        this.queue = queue;
        this.lanes = lanes;
        this.pusher = pusher;
    }

    @Operation(
            operationId = "resyncClient",
            summary = "Push every user's newest summary again, confirmed or not",
            description = "For a client company that has lost data. Revisions stay as they are.")
    @PostMapping("/resync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Resync resync(@PathVariable String key) {
        Client client = known(key);
        int users = queue.resync(client.id());
        lanes.lookInDatabase(client.id());
        return new Resync(users);
    }

    @Operation(
            operationId = "testPush",
            summary = "Push a signed test message now and show the answer",
            description =
                    "Its type is relay.test; it carries no user and changes nothing. Answers 200 whatever came of it.")
    @PostMapping("/test-push")
    TestPush testPush(@PathVariable String key) {
        return TestPush.of(pusher.test(known(key)));
    }

    private Client known(String key) {
        return clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
    }

    /** How many users are pushed again. */
    record Resync(@Schema(example = "5000") int users) {}

    /** What came of a test push; {@code answer} is the first 8 KiB of the client's answer, or what went wrong. */
    record TestPush(
            String webhookId,
            @Schema(example = "accepted") String outcome,
            @Nullable @Schema(example = "204") Integer status,
            long durationMs,
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
