package org.resultsrelay.openapi;

import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The form of a problem (RFC 9457) as the relay writes it. */
final class ProblemSchema {

    private ProblemSchema() {}

    static Schema<Object> problem() {
        Schema<Object> problem = typed("object", "What was refused or failed, and what to do (RFC 9457).");
        problem.addProperty("type", typed("string", "Stable: urn:results-relay:problem: and a slug.", "uri"));
        problem.addProperty("title", typed("string", "The type, for people."));
        problem.addProperty("status", typed("integer", "The HTTP status."));
        problem.addProperty("detail", typed("string", "What to do about this one."));
        problem.addProperty("instance", typed("string", "The path of the request.", "uri-reference"));
        problem.addProperty("errors", errors());
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    private static Schema<Object> errors() {
        Schema<Object> errors = typed("array", "The fields to fix, if the problem is about fields.");
        errors.setItems(new Schema<>().$ref("FieldError"));
        return errors;
    }

    static Schema<Object> fieldError() {
        Schema<Object> error = typed("object", "A field that was not accepted.");
        error.addProperty(
                "field", typed("string", "Path of the field, such as pace.per_minute; empty for the whole body."));
        error.addProperty("message", typed("string", "How to fix it."));
        error.setRequired(List.of("field", "message"));
        return error;
    }

    static Map<String, Object> example(int status, String slug, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "urn:results-relay:problem:" + slug);
        example.put(
                "title",
                slug.substring(0, 1).toUpperCase(Locale.ROOT)
                        + slug.substring(1).replace('-', ' '));
        example.put("status", status);
        example.put("detail", detail);
        if (status == 400) {
            example.put("errors", List.of(Map.of("field", "name", "message", "give 1 to 200 characters")));
        }
        return example;
    }

    private static Schema<Object> typed(String type, String description) {
        Schema<Object> schema = new Schema<>();
        schema.addType(type);
        schema.setDescription(description);
        return schema;
    }

    private static Schema<Object> typed(String type, String description, String format) {
        Schema<Object> schema = typed(type, description);
        schema.setFormat(format);
        return schema;
    }
}
