package org.resultsrelay.tasks.lists;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.UnreadableBody;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** A JSON array of strings and whole numbers. A number is the id that its digits spell. */
public final class JsonIds implements Ids {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST)
                    .maxNumberLength(LONGEST)
                    .build())
            .build();

    private final JsonParser parser;
    private long index = -1;

    public JsonIds(InputStream body) {
        this.parser = JSON.createParser(ObjectReadContext.empty(), body);
    }

    @Override
    public @Nullable String next() throws IOException {
        try {
            if (index < 0) {
                open();
            }
            return id();
        } catch (JacksonIOException e) {
            throw e.getCause() != null ? e.getCause() : new IOException(e);
        } catch (StreamConstraintsException e) {
            throw Ids.unusable(index, "must be 1 to 64 characters without control characters");
        } catch (JacksonException e) {
            throw UnreadableBody.problem(e);
        }
    }

    private void open() {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw InvalidRequest.problem("", "send a JSON array of user ids");
        }
        index = 0;
    }

    private @Nullable String id() {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            close();
            return null;
        }
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            throw Ids.unusable(index, "must be a string or a whole number");
        }
        return Ids.checked(parser.getString(), index++);
    }

    private void close() {
        if (parser.nextToken() != null) {
            throw InvalidRequest.problem("", "send one JSON array and nothing behind it");
        }
    }
}
