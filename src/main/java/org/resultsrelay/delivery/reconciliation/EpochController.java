package org.resultsrelay.delivery.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.results.Results;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Raises the epoch after a restore from a backup, so that receivers accept revisions below those they hold. */
@Tag(name = "Agreement")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class EpochController {

    private static final String AFTER_A_RESTORE =
            "Use it after a restore from a backup. All users are in the new epoch at once, and are pushed again behind live "
                    + "updates. Asking twice raises it twice, which does no harm.";

    private final Clients clients;
    private final Results results;

    EpochController(Clients clients, Results results) {
        this.clients = clients;
        this.results = results;
    }

    @Operation(
            operationId = "raiseEpoch",
            summary = "Begin a new epoch for one client company",
            description = AFTER_A_RESTORE,
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "Raised; its users are pushed again from now on",
                            useReturnTypeSchema = true))
    @PostMapping("/clients/{key}/epoch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Epoch raise(@PathVariable String key, @Valid @RequestBody(required = false) @Nullable EpochRequest request) {
        Client client = clients.known(key);
        var raised = results.raiseEpochs(List.of(client.id()), EpochRequest.leastOf(request));
        return new Epoch(client.key(), raised.getFirst().epoch());
    }

    @Operation(
            operationId = "raiseAllEpochs",
            summary = "Begin a new epoch for every client company",
            description = AFTER_A_RESTORE,
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "Raised; all users are pushed again from now on",
                            useReturnTypeSchema = true))
    @PostMapping("/epoch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RaisedEpochs raiseAll(@Valid @RequestBody(required = false) @Nullable EpochRequest request) {
        List<Long> all = clients.all().stream().map(Client::id).toList();
        return new RaisedEpochs(
                results.raiseEpochs(all, EpochRequest.leastOf(request)).size());
    }

    /** The least new epoch. Needed if the epoch was raised after the backup was made. */
    @Schema(example = """
            {"at_least": 3}""")
    record EpochRequest(
            @Schema(
                    description =
                            "The new epoch is at least this: give a number higher than any that the client company may hold. The next epoch when left out.",
                    example = "3")
            @Min(value = 1, message = RANGE)
            @Max(value = 1_000_000, message = RANGE)
            @Nullable
            Integer atLeast)
            implements StrictBody {

        private static final String RANGE = "give 1 to 1000000, or nothing for the next epoch";

        static int leastOf(@Nullable EpochRequest request) {
            return request == null || request.atLeast() == null ? 1 : request.atLeast();
        }
    }

    /** A client's new epoch. */
    record Epoch(
            @Schema(description = "Key of the client company.", example = "acme")
            String client,

            @Schema(description = "The epoch that its users are in now.", example = "2")
            int epoch) {}

    /** How many clients have a new epoch. */
    @Schema(name = "Epochs")
    record RaisedEpochs(
            @Schema(description = "Client companies whose epoch was raised.", example = "12")
            int clients) {}
}
