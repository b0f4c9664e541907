package org.resultsrelay.tasks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.UnreadableBody;
import org.resultsrelay.results.UserIdSyntax;
import org.resultsrelay.text.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads the user ids of a body one at a time, however many there are. */
abstract sealed class UserIdReader {

    /** No spelling of a user id is longer; the reader gives up after it. */
    private static final int LONGEST = 1_024;

    private static final Pattern ID = Pattern.compile(PlainText.CHARACTER + "{1,64}");
    private static final String SYNTAX = "must be 1 to 64 characters without control characters";

    private long index; // counted from 0, as in JSON paths

    /** A JSON array of strings and whole numbers. A number means the id with its digits. */
    static UserIdReader json(InputStream body) {
        return new JsonIds(body);
    }

    /** Ids between line ends or commas; surrounding blanks and empty places are ignored. */
    static UserIdReader text(InputStream body) {
        return new TextIds(body);
    }

    /** Null after the last. */
    abstract @Nullable String next() throws IOException;

    final String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw unusable(SYNTAX);
        }
        if (!UserIdSyntax.canStandInAddress(id)) {
            throw unusable(UserIdSyntax.NO_ADDRESS);
        }
        index++;
        return id;
    }

    final Problem unusable(String message) {
        return InvalidRequest.problem("[" + index + "]", message);
    }

    private static final class JsonIds extends UserIdReader {

        private static final JsonFactory JSON = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST)
                        .maxNumberLength(LONGEST)
                        .build())
                .build();

        private final JsonParser parser;
        private boolean opened;

        JsonIds(InputStream body) {
            this.parser = JSON.createParser(ObjectReadContext.empty(), body);
        }

        @Override
        @Nullable
        String next() throws IOException {
            try {
                if (!opened && parser.nextToken() != JsonToken.START_ARRAY) {
                    throw InvalidRequest.problem("", "send a JSON array of user ids");
                }
                opened = true;
                return id(parser.nextToken());
            } catch (JacksonIOException e) {
                throw e.getCause() != null ? e.getCause() : new IOException(e);
            } catch (StreamConstraintsException e) {
                throw unusable(SYNTAX);
            } catch (JacksonException e) {
                throw UnreadableBody.problem(e);
            }
        }

        private @Nullable String id(@Nullable JsonToken token) {
            if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                return checked(parser.getString());
            }
            if (token != JsonToken.END_ARRAY) {
                throw unusable("must be a string or a whole number");
            }
            if (parser.nextToken() != null) {
                throw InvalidRequest.problem("", "send one JSON array and nothing behind it");
            }
            return null;
        }
    }

    private static final class TextIds extends UserIdReader {

        private static final int END = -1;
        private static final int BYTE_ORDER_MARK = 0xFEFF;

        private final Reader text;
        private boolean ended;

        TextIds(InputStream body) {
            this.text = new BufferedReader(new InputStreamReader(
                    body,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
        }

        @Override
        @Nullable
        String next() throws IOException {
            try {
                while (!ended) {
                    String id = place();
                    if (!id.isEmpty()) {
                        return checked(id);
                    }
                }
                return null;
            } catch (CharacterCodingException e) {
                throw unusable("cannot be read: send the text in UTF-8");
            }
        }

        private String place() throws IOException {
            StringBuilder place = new StringBuilder();
            for (int c = text.read(); !ends(c); c = text.read()) {
                boolean leading = place.isEmpty() && (isBlank(c) || c == BYTE_ORDER_MARK);
                if (!leading) {
                    place.append((char) c);
                }
                if (place.length() > LONGEST) {
                    throw unusable(SYNTAX);
                }
            }
            while (!place.isEmpty() && isBlank(place.charAt(place.length() - 1))) {
                place.setLength(place.length() - 1);
            }
            return place.toString();
        }

        private boolean ends(int c) {
            ended |= c == END;
            return c == END || c == '\n' || c == '\r' || c == ',';
        }

        private static boolean isBlank(int c) {
            return c == ' ' || c == '\t';
        }
    }
}
