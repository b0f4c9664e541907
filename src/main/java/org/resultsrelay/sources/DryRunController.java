package org.resultsrelay.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.intake.BodyReader;
import org.resultsrelay.intake.Intake;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.sources.mapping.Mapped;
import org.resultsrelay.sources.mapping.Mapping;
import org.resultsrelay.sources.verification.PlatformRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Shows what a source would make of a request. Nothing is stored. */
@Tag(name = "Sources")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}/sources", produces = MediaType.APPLICATION_JSON_VALUE)
class DryRunController {

    private static final Set<String> UNSAVED = Set.of("mapping", "body", "headers", "query", "path");

    private final Clients clients;
    private final SourceRegistry registry;
    private final SourceRules rules;
    private final Quarantine quarantine;
    private final Intake intake;
    private final BodyReader bodies;

    DryRunController(
            Clients clients,
            SourceRegistry registry,
            SourceRules rules,
            Quarantine quarantine,
            Intake intake,
            BodyReader bodies) {
        this.clients = clients;
        this.registry = registry;
        this.rules = rules;
        this.quarantine = quarantine;
        this.intake = intake;
        this.bodies = bodies;
    }

    @Operation(
            operationId = "dryRunSource",
            summary = "Show what a source would make of a request",
            description =
                    "Send a body of the platform as it is; or {\"quarantine_id\": 17}; or {\"mapping\": …, \"body\": …} with a mapping"
                            + " that is not saved, and headers, query and path if it needs them. Nothing is verified or stored.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject("{\"quarantine_id\": 17}"))))
    @PostMapping("/{name}/dry-run")
    DryRun run(@PathVariable String key, @PathVariable String name, HttpServletRequest request) {
        long client = clients.known(key).id();
        Source source = registry.compiled(client, name).orElseThrow(() -> SourcesController.unknown(name));
        PlatformRequest sent = new PlatformRequest("POST", List.of(), Map.of(), Map.of(), bodies.read(request));
        JsonNode body = SourceIntake.body(sent);
        Mapping mapping = source.mapping();
        if (body != null && isQuarantined(body)) {
            sent = kept(client, body.path("quarantine_id").asLong());
            body = SourceIntake.body(sent);
        } else if (body != null && isUnsaved(body)) {
            mapping = rules.mapping(body.path("mapping"));
            sent = unsaved(body);
            body = body.path("body");
        }
        return judged(SourceIntake.mapped(source, mapping, sent, body));
    }

    private static boolean isQuarantined(JsonNode body) {
        return body.isObject() && body.size() == 1 && body.path("quarantine_id").isIntegralNumber();
    }

    private static boolean isUnsaved(JsonNode body) {
        return body.isObject() && body.has("mapping") && body.has("body") && UNSAVED.containsAll(body.propertyNames());
    }

    private PlatformRequest kept(long client, long id) {
        return quarantine
                .find(id)
                .filter(kept -> Long.valueOf(client).equals(kept.clientId()) && kept.origin() != null)
                .map(SourceIntake::request)
                .orElseThrow(() -> InvalidRequest.problem(
                        "quarantine_id",
                        "is no request to a source of this client: GET /api/v1/quarantine lists those there are"));
    }

    private static PlatformRequest unsaved(JsonNode tried) {
        return new PlatformRequest(
                "POST",
                tried.path("path").valueStream().map(JsonNode::asString).toList(),
                SourceIntake.strings(tried.path("headers")),
                SourceIntake.strings(tried.path("query")),
                tried.path("body").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] part(ArrayNode events, int from) {
        ArrayNode part = SourceIntake.JSON.createArrayNode();
        for (int i = from; i < Math.min(events.size(), from + Intake.most()); i++) {
            part.add(events.get(i));
        }
        return SourceIntake.JSON.writeValueAsBytes(part);
    }

    private DryRun judged(List<Mapped> mapped) {
        ArrayNode events = SourceIntake.JSON.createArrayNode();
        mapped.forEach(one -> {
            if (one instanceof Mapped.Event event) {
                events.add(event.event());
            }
        });
        List<List<FieldError>> errors = new ArrayList<>();
        for (int from = 0; from < events.size(); from += Intake.most()) {
            errors.addAll(intake.check(part(events, from)));
        }
        Iterator<List<FieldError>> next = errors.iterator();
        return new DryRun(mapped.stream()
                .map(one -> switch (one) {
                    case Mapped.Event event ->
                        Line.event(event.event(), SourceIntake.JSON.valueToTree(event.origins()), next.next());
                    case Mapped.Ignored ignored -> Line.without("ignored", null, ignored.reason());
                    case Mapped.Unmappable bad ->
                        Line.without("unmappable", bad.rule().isEmpty() ? null : bad.rule(), bad.reason());
                })
                .toList());
    }

    @Schema(name = "DryRun")
    record DryRun(
            @Schema(description = "What would become of each element of the request, in order.")
            List<Line> events) {}

    /** What would become of one element; what does not concern it is left out. */
    @Schema(name = "DryRunEvent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Schema(
                    description =
                            "event: it would be taken. rejected: it would be mapped, and refused because of its errors. ignored: it is no"
                                    + " result. unmappable: it would go to quarantine.",
                    allowableValues = {"event", "rejected", "ignored", "unmappable"},
                    example = "event")
            String outcome,

            @Schema(description = "The event as the relay's own webhooks have it.", implementation = Object.class)
            @Nullable
            JsonNode event,

            @Schema(description = "Where each of its fields came from.", implementation = Object.class) @Nullable
            JsonNode origins,

            @Schema(description = "What is wrong with the event.") @Nullable
            List<FieldError> errors,

            @Schema(description = "The rule that could not be applied.", example = "result.completed_at") @Nullable
            String rule,

            @Schema(description = "Why it is ignored or unmappable.", example = "another type of event") @Nullable
            String reason) {

        static Line event(JsonNode event, JsonNode origins, List<FieldError> errors) {
            return new Line(errors.isEmpty() ? "event" : "rejected", event, origins, errors, null, null);
        }

        static Line without(String outcome, @Nullable String rule, String reason) {
            return new Line(outcome, null, null, null, rule, reason);
        }
    }
}
