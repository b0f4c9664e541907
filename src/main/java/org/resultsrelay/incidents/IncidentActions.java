package org.resultsrelay.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.resultsrelay.access.Caller;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.incidents.IncidentDesk.Reaction;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.Strict;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done about episodes; each deed is in the audit trail. */
@Tag(name = "Incidents")
@RestController
@RequestMapping(path = "/api/v1/incidents/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class IncidentActions {

    private static final String SETTLED = "It is over, or somebody did so before; detail says which";

    private final IncidentDesk desk;
    private final IncidentController incidents;

    IncidentActions(IncidentDesk desk, IncidentController incidents) {
        this.desk = desk;
        this.incidents = incidents;
    }

    @Operation(
            operationId = "acknowledgeIncident",
            summary = "Say that somebody takes care of it; it is not told again",
            description = "Acknowledges the alert that tells of it, with all episodes in that.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Acknowledged", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = SETTLED, content = @Content)
            })
    @PostMapping("/acknowledge")
    IncidentView acknowledge(@AuthenticationPrincipal Caller caller, HttpServletRequest http, @PathVariable long id) {
        return done(id, desk.acknowledge(incidents.get(id).alert(), actor(caller, http)));
    }

    @Operation(
            operationId = "snoozeIncident",
            summary = "Be told of it again later",
            description =
                    "Snoozes the alert that tells of it. When the time is over it is told again, in a new message.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Snoozed", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = SETTLED, content = @Content)
            })
    @PostMapping("/snooze")
    IncidentView snooze(
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest http,
            @PathVariable long id,
            @Valid @RequestBody SnoozeRequest request) {
        Duration length = Duration.ofMinutes(request.minutes());
        return done(id, desk.snooze(incidents.get(id).alert(), length, actor(caller, http)));
    }

    @Operation(
            operationId = "resolveIncident",
            summary = "Close it by hand",
            description = "No new episode is opened for the same trouble until it has been gone once.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Closed", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = SETTLED, content = @Content)
            })
    @PostMapping("/resolve")
    IncidentView resolve(@AuthenticationPrincipal Caller caller, HttpServletRequest http, @PathVariable long id) {
        return done(id, desk.resolve(id, actor(caller, http)));
    }

    private IncidentView done(long id, Reaction reaction) {
        if (!reaction.done()) {
            throw new Problem(HttpStatus.CONFLICT, "incident-settled", "Nothing to do", reaction.sentence());
        }
        return incidents.get(id);
    }

    private static Actor actor(Caller caller, HttpServletRequest http) {
        return Actor.of(caller, http.getRemoteAddr());
    }

    /** For how long; a week at most, so that nothing is forgotten. */
    @Schema(example = """
            {"minutes": 60}""")
    record SnoozeRequest(
            @Schema(
                    description = "After how many minutes the alert is told again, 1 to 10080 (a week).",
                    example = "60")
            @NotNull(message = "say for how many minutes, 1 to 10080")
            @Min(value = 1, message = "must be 1 to 10080")
            @Max(value = 10_080, message = "must be 1 to 10080")
            Integer minutes)
            implements Strict {}
}
