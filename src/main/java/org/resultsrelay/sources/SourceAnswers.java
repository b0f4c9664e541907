package org.resultsrelay.sources;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.intake.Intake.Settled;
import org.resultsrelay.sources.SourceIntake.Taken;
import org.resultsrelay.sources.mapping.Preset;
import org.resultsrelay.sources.verification.PlatformRequest;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers requests that were taken as their platform needs it. */
@Component
class SourceAnswers {

    private static final String XAPI_VERSION = "1.0.3";

    /** What became of a request, for platforms that do not care. */
    record Summary(int accepted, int duplicates, int ignored, int quarantined) {}

    void taken(Preset.Answer answer, PlatformRequest request, Taken taken, HttpServletResponse response)
            throws IOException {
        switch (answer.body()) {
            case "none" -> response.setStatus(answer.status());
            case "ids" -> statements(answer.status(), request, taken.body(), response);
            default -> write(answer.status(), summary(taken), response);
        }
    }

    private static Summary summary(Taken taken) {
        int duplicates = count(taken.events(), "duplicate");
        return new Summary(
                count(taken.events(), "accepted"),
                duplicates,
                taken.ignored().size(),
                taken.unusable().size());
    }

    private static int count(List<Settled> events, String status) {
        return (int)
                events.stream().filter(event -> event.status().equals(status)).count();
    }

    /** As an xAPI learning record store: the ids of what was posted, and nothing for what was put. */
    private static void statements(
            int status, PlatformRequest request, @Nullable JsonNode body, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Experience-API-Version", XAPI_VERSION);
        if (request.method().equals("PUT")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        List<JsonNode> statements =
                body == null ? List.of() : body.isArray() ? body.valueStream().toList() : List.of(body);
        write(status, statements.stream().map(SourceAnswers::id).toList(), response);
    }

    /** A statement without an id gets one, as a store would give it. */
    private static String id(JsonNode statement) {
        JsonNode id = statement.path("id");
        return id.isString() ? id.asString() : UUID.randomUUID().toString();
    }

    private static void write(int status, Object answer, HttpServletResponse response) throws IOException {
        byte[] bytes = SourceIntake.JSON.writeValueAsBytes(answer);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_NO_CONTENT) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** As text that no browser takes for a page. */
    void echo(String value, HttpServletResponse response) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
