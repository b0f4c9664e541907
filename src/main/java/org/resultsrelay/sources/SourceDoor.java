package org.resultsrelay.sources;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.PATH;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.resultsrelay.intake.BodyReader;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.sources.SourceCounts.Counted;
import org.resultsrelay.sources.verification.PlatformRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Where platforms post in their own words. The request is verified over its raw bytes before anything of it is read. */
@Tag(name = "Intake")
@RestController
class SourceDoor {

    static final String PATH_OF_SOURCES = "/api/v1/sources";

    private final Sources sources;
    private final BodyReader bodies;
    private final SourceIntake intake;
    private final SourceAnswers answers;
    private final SourceCounts counts;

    SourceDoor(Sources sources, BodyReader bodies, SourceIntake intake, SourceAnswers answers, SourceCounts counts) {
        this.sources = sources;
        this.bodies = bodies;
        this.intake = intake;
        this.answers = answers;
        this.counts = counts;
    }

    @Operation(
            operationId = "receiveFromPlatform",
            summary = "Post whatever the platform posts",
            description =
                    "The URL that a source was created with; a path and a query may follow the token, and PUT is taken like POST. The"
                            + " source verifies the request, maps it to events, and answers as its platform needs it. What is authentic"
                            + " and cannot be mapped is kept in quarantine and answered as taken.",
            parameters =
                    @Parameter(
                            name = "token",
                            in = PATH,
                            description = "The secret part of the source's URL.",
                            example = "rs_…"),
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "At most 256 KiB, 1 MiB for an array",
                            content =
                                    @Content(
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject("{\"what\": \"the platform sends\"}"))),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "Taken: stored, ignored or in quarantine; another 2xx if the source says so",
                        content = @Content),
                @ApiResponse(
                        responseCode = "401",
                        description = "No such URL, or not authentic; not kept",
                        content = @Content),
                @ApiResponse(responseCode = "408", description = "The body came too slowly", content = @Content),
                @ApiResponse(responseCode = "413", description = "The body is over its limit", content = @Content),
                @ApiResponse(
                        responseCode = "503",
                        description = "Nothing can be stored now: send it again",
                        content = @Content)
            })
    @SecurityRequirements
    @PostMapping(PATH_OF_SOURCES + "/{token}")
    void receive(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Source source = sources.behind(new SourceToken(token)).orElseThrow(SourceDoor::unknown);
        PlatformRequest sent = read(request);
        String complaint = source.verifier().complaint(sent);
        if (complaint != null) {
            counts.add(source.id(), Counted.NOT_AUTHENTIC, complaint);
            throw notAuthentic();
        }
        Optional<String> echo = source.verifier().echo(sent);
        if (echo.isPresent()) {
            counts.add(source.id(), Counted.HANDSHAKE);
            answers.echo(echo.get(), response);
        } else {
            answers.taken(source.answer(), sent, intake.take(source, sent), response);
        }
    }

    @Hidden
    @RequestMapping(
            path = PATH_OF_SOURCES + "/{token}/**",
            method = {RequestMethod.POST, RequestMethod.PUT})
    void receiveBelow(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        receive(token, request, response);
    }

    @Hidden
    @RequestMapping(path = PATH_OF_SOURCES + "/{token}", method = RequestMethod.PUT)
    void receivePut(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        receive(token, request, response);
    }

    private PlatformRequest read(HttpServletRequest request) {
        byte[] body = bodies.read(request);
        return new PlatformRequest(request.getMethod(), path(request), headers(request), query(request), body);
    }

    /** What follows the token. */
    private static List<String> path(HttpServletRequest request) {
        String below = request.getRequestURI().substring(PATH_OF_SOURCES.length() + 1);
        int end = below.indexOf('/');
        return end < 0
                ? List.of()
                : Arrays.stream(below.substring(end + 1).split("/", -1))
                        .map(segment -> UriUtils.decode(segment, StandardCharsets.UTF_8))
                        .toList();
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        return headers;
    }

    /** Read by hand: Tomcat would read a form from the body, which must stay as it came. */
    private static Map<String, String> query(HttpServletRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        if (request.getQueryString() != null) {
            for (String pair : request.getQueryString().split("&", -1)) {
                int equals = pair.indexOf('=');
                query.putIfAbsent(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // no percent-encoding after all
        }
    }

    private static Problem unknown() {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "unknown-source",
                "Unknown source",
                "No source has this URL: it was replaced or removed, or is incomplete. Ask the relay's administrator for the new one.");
    }

    /** Says no more than that: what is wrong is counted at the source, where its administrator sees it. */
    private static Problem notAuthentic() {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "not-authentic",
                "Not authentic",
                "The signature, token or password of this request is not that of the source. Nothing was kept: compare the secret"
                        + " with the one that the relay's administrator has set.");
    }
}
