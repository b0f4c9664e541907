package org.resultsrelay.sources;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.sources.SourceRegistry.Registered;
import org.resultsrelay.sources.SourceSettings.AnswerSettings;
import org.resultsrelay.sources.verification.Verification;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creates, changes and shows the sources of a client company. */
@Tag(name = "Sources", description = "Platforms that post in their own words, each to a URL of its own")
@RestController
@RequestMapping(path = "/api/v1/clients/{key}/sources", produces = MediaType.APPLICATION_JSON_VALUE)
class SourcesController {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final Clients clients;
    private final SourceRegistry registry;
    private final SourceRules rules;
    private final SourceCounts counts;

    SourcesController(Clients clients, SourceRegistry registry, SourceRules rules, SourceCounts counts) {
        this.clients = clients;
        this.registry = registry;
        this.rules = rules;
        this.counts = counts;
    }

    @Operation(
            operationId = "putSource",
            summary = "Create a source, or replace its settings",
            description =
                    "Fields that are left out get their defaults, but for the secret, which stays. A new source's URL is shown only in"
                            + " this answer. Another secret counts at once, and the last one as well for a day (relay.sources.overlap).",
            responses = {
                @ApiResponse(responseCode = "200", description = "Replaced", useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "201",
                        description = "The new source, with its url",
                        useReturnTypeSchema = true)
            })
    @PutMapping("/{name}")
    ResponseEntity<SourceView> put(
            @PathVariable String key,
            @PathVariable String name,
            @Valid @RequestBody SourceSettings settings,
            HttpServletRequest request) {
        if (!NAME.matcher(name).matches()) {
            throw InvalidRequest.problem("name", "give 1 to 64 lower-case letters, digits and dashes");
        }
        Registered registered = registered(clients.known(key).id(), name, settings);
        SourceView view = view(registered, request);
        return registered.token() == null
                ? ResponseEntity.ok(view)
                : ResponseEntity.created(URI.create("/api/v1/clients/" + key + "/sources/" + name))
                        .body(view);
    }

    /** Somebody else may create the same source at the same moment; then this request replaces what they created. */
    private Registered registered(long clientId, String name, SourceSettings settings) {
        try {
            return registry.put(clientId, name, settings);
        } catch (DataIntegrityViolationException e) {
            return registry.put(clientId, name, settings);
        }
    }

    @Operation(
            operationId = "rotateSourceUrl",
            summary = "Make a new URL, shown only in this answer",
            description =
                    "The previous URL counts as well for a day (relay.sources.overlap), so that nothing is lost while the platform is"
                            + " changed over. Rotate twice to end it at once.",
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "The source, with its new url",
                            useReturnTypeSchema = true))
    @PostMapping("/{name}/url")
    @ResponseStatus(HttpStatus.CREATED)
    SourceView rotate(@PathVariable String key, @PathVariable String name, HttpServletRequest request) {
        return registry.rotate(clients.known(key).id(), name)
                .map(rotated -> view(rotated, request))
                .orElseThrow(() -> unknown(name));
    }

    @Operation(
            operationId = "getSource",
            summary = "Show a source, and what became of what its platform sent",
            description = "Counts are by outcome and reason: what was ignored, and why, is seen here.")
    @GetMapping("/{name}")
    SourceView get(@PathVariable String key, @PathVariable String name) {
        StoredSource source = registry.find(clients.known(key).id(), name).orElseThrow(() -> unknown(name));
        return view(source, null, counts.of(source.id()));
    }

    @Operation(
            operationId = "listSources",
            summary = "List a client company's sources by name",
            description = "Without what became of what they sent: show one for that.")
    @GetMapping
    Page<SourceView> list(
            @PathVariable String key,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(
                        registry.after(clients.known(key).id(), Cursor.position(cursor), limit + 1),
                        limit,
                        StoredSource::name)
                .map(source -> view(source, null, null));
    }

    @Operation(
            operationId = "deleteSource",
            summary = "Remove a source, and with it its URL",
            description =
                    "Other relays refuse the URL within relay.sources.cache-ttl (5 seconds unless set otherwise). What is in quarantine"
                            + " stays there.")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String key, @PathVariable String name) {
        if (!registry.remove(clients.known(key).id(), name)) {
            throw unknown(name);
        }
    }

    static Problem unknown(String name) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "unknown-source",
                "Unknown source",
                "This client has no source \"" + name
                        + "\". Create it with PUT; GET /api/v1/clients/{key}/sources lists those" + " there are.");
    }

    private SourceView view(Registered registered, HttpServletRequest request) {
        SourceToken token = registered.token();
        return view(registered.source(), token == null ? null : url(token, request), null);
    }

    /** At the address at which the administrator has reached the relay, which a proxy in front may have made https. */
    private static String url(SourceToken token, HttpServletRequest request) {
        String own = request.getRequestURL().toString();
        String base = own.substring(0, own.length() - request.getRequestURI().length());
        boolean https = "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return (https ? base.replaceFirst("^http:", "https:") : base) + SourceDoor.PATH_OF_SOURCES + "/"
                + token.value();
    }

    private SourceView view(StoredSource source, @Nullable String url, @Nullable List<SourceView.Count> counted) {
        SourceDefinition definition = source.definition();
        Verification verification = rules.verification(definition);
        return new SourceView(
                source.name(),
                url,
                source.version(),
                definition.preset(),
                rules.tree(definition.mapping()),
                rules.tree(definition.overrides()),
                verification,
                verification.kindOrUrl().weak(),
                definition.timeZone(),
                rules.tests(definition),
                new AnswerSettings(definition.answerStatus()),
                counted,
                source.createdAt(),
                source.updatedAt());
    }
}
