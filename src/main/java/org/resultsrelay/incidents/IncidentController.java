package org.resultsrelay.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets an administrator read the episodes. */
@RestController
@RequestMapping("/api/v1/incidents")
@Tag(name = "Incidents", description = "Episodes of trouble: what went wrong, since when, and whether it is over")
class IncidentController {

    private final Incidents incidents;

    IncidentController(Incidents incidents) {
        this.incidents = incidents;
    }

    @GetMapping
    @Operation(
            operationId = "listIncidents",
            summary = "List episodes, newest first",
            description = "state is open or resolved; without it both are listed")
    Page<IncidentView> list(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) int limit) {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw InvalidRequest.problem("limit", "must be 1 to " + Page.MAX_LIMIT);
        }
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        List<Incident> rows = find(State.wanted(state), before, Limit.of(limit + 1));
        return Page.of(rows, limit, incident -> Long.toString(incident.id())).map(IncidentView::of);
    }

    private List<Incident> find(@Nullable State state, long before, Limit limit) {
        return switch (state) {
            case null -> incidents.findByIdLessThanOrderByIdDesc(before, limit);
            case OPEN -> incidents.findByIdLessThanAndResolvedAtIsNullOrderByIdDesc(before, limit);
            case RESOLVED -> incidents.findByIdLessThanAndResolvedAtIsNotNullOrderByIdDesc(before, limit);
        };
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getIncident", summary = "Show one episode")
    IncidentView get(@PathVariable long id) {
        return incidents
                .findById(id)
                .map(IncidentView::of)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "not-found",
                        "Not found",
                        "There is no incident with this id; list them with GET /api/v1/incidents."));
    }
}
