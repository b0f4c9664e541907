package org.resultsrelay.clients;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Strict;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is done to a client company: pause, resume, rotate its signing secret. */
@RestController
@RequestMapping(path = "/api/v1/clients/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
class ClientActions {

    private final Register register;
    private final ClientViews views;

    ClientActions(Register register, ClientViews views) {
        this.register = register;
        this.views = views;
    }

    @PostMapping("/pause")
    ClientView pause(@PathVariable String key, @Valid @RequestBody(required = false) @Nullable PauseRequest request) {
        String reason = request == null ? null : request.reason();
        return views.of(act(key, id -> register.pause(id, reason)));
    }

    @PostMapping("/resume")
    ClientView resume(@PathVariable String key) {
        return views.of(act(key, register::resume));
    }

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

    /** Why a client is paused, for the people who find it so. */
    record PauseRequest(
            @Pattern(regexp = "[^\\p{Cntrl}]{1,500}", message = "give 1 to 500 characters without control characters")
            @Nullable
            String reason)
            implements Strict {}

    /** The new signing secret, shown this once. */
    record NewSecret(String signingSecret) {}
}
