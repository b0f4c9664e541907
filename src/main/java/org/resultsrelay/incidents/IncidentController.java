package org.resultsrelay.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.IncidentList.Filter;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
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

    private final IncidentList incidents;

    IncidentController(IncidentList incidents) {
        this.incidents = incidents;
    }

    @GetMapping
    @Operation(
            operationId = "listIncidents",
            summary = "List episodes, newest first",
            description =
                    "An episode is one trouble of one client company or of the relay. Without a filter all are listed.")
    Page<IncidentView> list(
            @Parameter(description = "Only episodes in this state: open or resolved.") @RequestParam @Nullable
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
            @Parameter(description = "Only those that this alert tells of, by its number.") @RequestParam @Nullable
                    Long alert,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) int limit) {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw InvalidRequest.problem("limit", "must be 1 to " + Page.MAX_LIMIT);
        }
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        Filter filter = new Filter(State.wanted(state), wanted(kind), client, acknowledged, alert);
        List<IncidentView> rows = incidents.find(filter, before, limit + 1);
        return Page.of(rows, limit, incident -> Long.toString(incident.id()));
    }

    private static @Nullable Kind wanted(@Nullable String kind) {
        List<String> known = Stream.of(Kind.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        if (kind != null && !known.contains(kind)) {
            throw InvalidRequest.problem("kind", "must be one of " + String.join(", ", known));
        }
        return kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getIncident",
            summary = "Show one episode",
            description = "With what people did about the alert that tells of it.")
    IncidentView get(@PathVariable long id) {
        return incidents.one(id).stream().findFirst().orElseThrow(() -> unknown(id));
    }

    static Problem unknown(long id) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "not-found",
                "Not found",
                "There is no incident " + id + "; list them with GET /api/v1/incidents.");
    }
}
