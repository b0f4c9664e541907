package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.text.PlainText;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Actions on a client company: pause, resume, rotate its signing secret. */
@Tag(name = "Clients")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class ClientActions {

    private final ClientRegistry register;
    private final ClientViews views;

    ClientActions(ClientRegistry register, ClientViews views) {
        this.register = register;
        this.views = views;
    }

    @Operation(
            operationId = "pauseClient",
            summary = "Stop pushing to a client company; its users wait",
            description =
                    "Results are still accepted. What waits is pushed after resume. The reason is shown to everyone who asks why.")
    @PostMapping("/pause")
    ClientView pause(@PathVariable String key, @Valid @RequestBody(required = false) @Nullable PauseRequest request) {
        String reason = request == null ? null : request.reason();
        return views.of(act(key, id -> register.pause(id, reason)));
    }

    @Operation(
            operationId = "resumeClient",
            summary = "Resume pushing, with each user's newest summary",
            description =
                    "Also needed after an answer 410, which pauses the client company. Its endpoint is tried at once.")
    @PostMapping("/resume")
    ClientView resume(@PathVariable String key) {
        return views.of(act(key, register::resume));
    }

    @Operation(
            operationId = "rotateSecret",
            summary = "Create a new signing secret, shown only in this answer",
            description = "The previous one signs as well for a day (relay.clients.secret-overlap), so that the client "
                    + "company can switch without missing a push. At most the newest five sign.",
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "Created; no other answer shows it",
                            useReturnTypeSchema = true))
    @PostMapping("/secrets")
    @ResponseStatus(HttpStatus.CREATED)
    NewSecret rotate(@PathVariable String key) {
        return register.rotate(key)
                .map(client -> new NewSecret(client.secrets().getFirst().shown()))
                .orElseThrow(() -> UnknownClient.problem(key));
    }

    private Client act(String key, Function<Long, Optional<Client>> action) {
        return register.find(key).map(Client::id).flatMap(action).orElseThrow(() -> UnknownClient.problem(key));
    }

    /** Why a client is paused, for people who find it paused. */
    @Schema(example = """
            {"reason": "moving to another server until Friday"}""")
    record PauseRequest(
            @Schema(
                    description = "Why, for the people who find it paused; 1 to 500 characters.",
                    example = "moving to another server until Friday")
            @Pattern(
                    regexp = "^" + PlainText.CHARACTER + "{1,500}$",
                    message = "give 1 to 500 characters without control characters")
            @Nullable
            String reason)
            implements StrictBody {}

    /** The new signing secret, shown only once. */
    record NewSecret(
            @Schema(
                    description =
                            "The new secret. It signs summaries from now on, as the previous ones still do for a while. It is shown only this once.",
                    example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            String signingSecret) {}
}
