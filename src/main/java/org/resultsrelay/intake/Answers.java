package org.resultsrelay.intake;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.resultsrelay.problems.FieldError;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the body of a 202 straight to bytes, since every webhook gets one. */
final class Answers {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Answers() {}

    static byte[] single(Outcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = generator(bytes)) {
            write(outcome, json);
        }
        return bytes.toByteArray();
    }

    static byte[] array(List<Outcome> outcomes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * outcomes.size());
        try (JsonGenerator json = generator(bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("results");
            outcomes.forEach(outcome -> write(outcome, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static JsonGenerator generator(ByteArrayOutputStream bytes) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8);
    }

    private static void write(Outcome outcome, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("event_id", outcome.eventId());
        json.writeStringProperty("status", outcome.kind().status);
        if (outcome.isRefusal()) {
            json.writeArrayPropertyStart("errors");
            outcome.errors().forEach(error -> write(error, json));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(FieldError error, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("field", error.field());
        json.writeStringProperty("message", error.message());
        json.writeEndObject();
    }
}
