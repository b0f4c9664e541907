package org.resultsrelay.problems;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A time is text with an offset. A number could mean seconds or milliseconds, and the wrong guess is 56,000 years away. */
final class StrictInstant extends StdScalarDeserializer<Instant> {

    StrictInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(getValueType(context), json);
        }
        String text = json.getString();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time with an offset");
        }
    }
}
