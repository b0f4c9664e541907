package org.resultsrelay.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Describes once what means the same in every operation: paging, keys and numbers in paths, and answers without a
 * description of their own.
 */
@Component
class UsualResponses implements GlobalOpenApiCustomizer {

    private static final Map<String, String> PARAMETERS = Map.of(
            "cursor", "next_cursor of the previous page; without it the first page is shown.",
            "limit", "The most items on a page.",
            "key", "Key of the client company.",
            "name", "Name of the source, or of the preset.",
            "client", "Key of the client company that the user belongs to.");

    /** What an id identifies, by the part of the path before it. */
    private static final Map<String, String> IDS = Map.of(
            "{client}", "The platform's id of the user, percent-encoded.",
            "incidents", "Number of the incident.",
            "links", "Number of the link, as the list of linked persons shows it.",
            "quarantine", "Number of the quarantined item.",
            "recompute-tasks", "Number of the recompute task.",
            "tokens", "Number of the token, as the list of tokens shows it.");

    @Override
    public void customise(OpenAPI document) {
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        if (parameters != null) {
            parameters.stream()
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(parameter -> describe(parameter, path));
        }
        operation.getResponses().values().forEach(response -> describe(response, method));
    }

    private static void describe(Parameter parameter, String path) {
        parameter.setDescription(parameter.getName().equals("id") ? idIn(path) : PARAMETERS.get(parameter.getName()));
        if (parameter.getIn().equals("path")) {
            parameter.setExample(example(parameter, path));
        }
    }

    private static Object example(Parameter parameter, String path) {
        boolean id = parameter.getName().equals("id");
        return !id ? "acme" : path.contains("/{client}/{id}") ? "u-17" : 17;
    }

    private static @Nullable String idIn(String path) {
        String before = path.substring(0, path.indexOf("/{id}"));
        return IDS.get(before.substring(before.lastIndexOf('/') + 1));
    }

    private static void describe(ApiResponse response, HttpMethod method) {
        if ("OK".equals(response.getDescription())) {
            response.setDescription(method == HttpMethod.GET ? "As it is now" : "Done; the answer shows how it is now");
        } else if ("No Content".equals(response.getDescription())) {
            response.setDescription("Done; the answer has no body");
        }
    }
}
