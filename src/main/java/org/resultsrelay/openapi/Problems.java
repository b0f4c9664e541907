package org.resultsrelay.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Adds to every operation the problems that any operation can answer with, and gives every refusal the form of a
 * problem.
 */
@Component
class Problems implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String MEDIA_TYPE = "application/problem+json";

    private static final List<Told> TOLD = List.of(
            new Told(400, "InvalidRequest", "invalid-request", "Fix the fields named in errors."),
            new Told(401, "TokenNeeded", "token-needed", "Send a token: Authorization: Bearer <token>."),
            new Told(403, "ScopeNeeded", "scope-needed", "This needs a token with another scope."),
            new Told(404, "NotFound", "unknown-client", "There is no client \"acme\"."),
            new Told(415, "UnsupportedMediaType", "unsupported-media-type", "Send application/json."),
            new Told(503, "StorageUnavailable", "storage-unavailable", "Send the same request again later."));

    @Override
    public void customise(OpenAPI document) {
        var components = document.getComponents();
        components.addSchemas(PROBLEM, ProblemSchema.problem());
        components.addSchemas("FieldError", ProblemSchema.fieldError());
        TOLD.forEach(told -> components.addResponses(told.name(), told.response()));
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(Problems::complete);
    }

    private static void complete(Operation operation) {
        ApiResponses responses = operation.getResponses();
        responses.forEach((code, response) -> {
            if (code.compareTo("400") >= 0 && response.get$ref() == null) {
                response.setContent(problem(response.getContent()));
            }
        });
        TOLD.stream()
                .filter(told -> told.fits(operation) && !responses.containsKey(told.code()))
                .forEach(told -> responses.addApiResponse(told.code(), new ApiResponse().$ref(told.name())));
    }

    /** The examples that an operation gives for a refusal, in the form of a problem. */
    private static Content problem(Content told) {
        MediaType problem = told == null ? new MediaType() : told.getOrDefault(MEDIA_TYPE, new MediaType());
        return new Content().addMediaType(MEDIA_TYPE, problem.schema(new Schema<>().$ref(PROBLEM)));
    }

    /** A problem, and where it can occur. */
    private record Told(int status, String name, String slug, String detail) {

        String code() {
            return Integer.toString(status);
        }

        boolean fits(Operation operation) {
            return switch (status) {
                case 404 -> hasPathParameter(operation);
                case 415 -> operation.getRequestBody() != null;
                default -> true;
            };
        }

        private static boolean hasPathParameter(Operation operation) {
            return operation.getParameters() != null
                    && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()));
        }

        ApiResponse response() {
            MediaType example = new MediaType().example(ProblemSchema.example(status, slug, detail));
            return new ApiResponse()
                    .description(detail)
                    .content(problem(new Content().addMediaType(MEDIA_TYPE, example)));
        }
    }
}
