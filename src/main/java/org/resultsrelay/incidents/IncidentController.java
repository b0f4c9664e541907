package org.resultsrelay.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.access.Caller;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.incidents.IncidentActions.ActionResult;
import org.resultsrelay.incidents.IncidentQueries.IncidentFilter;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.StrictBody;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of incidents: list, show, acknowledge, snooze, resolve. */
@RestController
@RequestMapping(path = "/api/v1/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Incidents",
        description = "Troubles from beginning to end: what went wrong, since when, and whether it is over")
class IncidentController {

    private static final String SETTLED = "It is over, or somebody did so before; detail says which";

    private final IncidentQueries incidents;
    private final IncidentActions actions;

    IncidentController(IncidentQueries incidents, IncidentActions actions) {
        this.incidents = incidents;
        this.actions = actions;
    }

    @GetMapping
    @Operation(
            operationId = "listIncidents",
            summary = "List incidents, newest first",
            description =
                    "An incident is one trouble of one client company or of the relay. Without a filter all are listed.")
    Page<IncidentView> list(
            @Parameter(description = "Only incidents in this state: open or resolved.") @RequestParam @Nullable
                    String state,
            @Parameter(
                            description =
                                    "Only this kind: delivery, freshness, malformed, database, kafka, errors or silence.")
                    @RequestParam
                    @Nullable
                    String kind,
            @Parameter(description = "Only those that concern this client company, by its key.") @RequestParam @Nullable
                    String client,
            @Parameter(description = "True: only what somebody has acknowledged; false: only what nobody has.")
                    @RequestParam
                    @Nullable
                    Boolean acknowledged,
            @Parameter(description = "Only those in this alert, by its number.") @RequestParam @Nullable Long alert,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) int limit) {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw InvalidRequest.problem("limit", "must be 1 to " + Page.MAX_LIMIT);
        }
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        IncidentFilter filter = new IncidentFilter(null, open(state), kind(kind), client, acknowledged, alert);
        List<IncidentView> rows = incidents.find(filter, before, limit + 1);
        return Page.of(rows, limit, incident -> Long.toString(incident.id()));
    }

    private static @Nullable Boolean open(@Nullable String state) {
        return switch (state) {
            case null -> null;
            case "open" -> true;
            case "resolved" -> false;
            default -> throw InvalidRequest.problem("state", "must be open or resolved");
        };
    }

    private static @Nullable TroubleKind kind(@Nullable String label) {
        List<TroubleKind> kinds = List.of(TroubleKind.values());
        List<String> labels = kinds.stream().map(TroubleKind::label).toList();
        if (label != null && !labels.contains(label)) {
            throw InvalidRequest.problem("kind", "must be one of " + String.join(", ", labels));
        }
        return label == null ? null : kinds.get(labels.indexOf(label));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getIncident",
            summary = "Show one incident",
            description = "With what people did about its alert.")
    IncidentView get(@PathVariable long id) {
        return incidents.find(id).orElseThrow(() -> unknown(id));
    }

    @Operation(
            operationId = "acknowledgeIncident",
            summary = "Acknowledge it, so that its alert is not sent again",
            description = "Acknowledges its alert, with all incidents in it.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Acknowledged", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = SETTLED, content = @Content)
            })
    @PostMapping("/{id}/acknowledge")
    IncidentView acknowledge(@AuthenticationPrincipal Caller caller, HttpServletRequest http, @PathVariable long id) {
        return done(id, actions.acknowledge(get(id).alert(), Actor.of(caller, http.getRemoteAddr())));
    }

    @Operation(
            operationId = "snoozeIncident",
            summary = "Have it reported again later",
            description =
                    "Snoozes its alert, with all incidents in it. When the time is over it is sent again, in a new message.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Snoozed", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = SETTLED, content = @Content)
            })
    @PostMapping("/{id}/snooze")
    IncidentView snooze(
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest http,
            @PathVariable long id,
            @Valid @RequestBody SnoozeRequest request) {
        Duration length = Duration.ofMinutes(request.minutes());
        return done(id, actions.snooze(get(id).alert(), length, Actor.of(caller, http.getRemoteAddr())));
    }

    @Operation(
            operationId = "resolveIncident",
            summary = "Close it by hand",
            description = "No new incident is opened for the same trouble until it has been gone once.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Closed", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = SETTLED, content = @Content)
            })
    @PostMapping("/{id}/resolve")
    IncidentView resolve(@AuthenticationPrincipal Caller caller, HttpServletRequest http, @PathVariable long id) {
        return done(
                id, actions.resolve(id, Actor.of(caller, http.getRemoteAddr())).orElseThrow(() -> unknown(id)));
    }

    private IncidentView done(long id, ActionResult result) {
        if (!result.done()) {
            throw new Problem(HttpStatus.CONFLICT, "incident-settled", "Nothing to do", result.sentence());
        }
        return get(id);
    }

    private static Problem unknown(long id) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "not-found",
                "Not found",
                "There is no incident " + id + "; list them with GET /api/v1/incidents.");
    }

    /** At most a week, so that nothing is forgotten. */
    @Schema(example = """
            {"minutes": 60}""")
    record SnoozeRequest(
            @Schema(
                    description = "After how many minutes the alert is sent again, 1 to 10080 (a week).",
                    example = "60")
            @NotNull(message = "say for how many minutes, 1 to 10080")
            @Min(value = 1, message = "must be 1 to 10080")
            @Max(value = 10_080, message = "must be 1 to 10080")
            Integer minutes)
            implements StrictBody {}
}
