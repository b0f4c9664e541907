package org.resultsrelay.tasks.lists;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ids between line ends or commas; blanks around them and empty places do not count. */
public final class TextIds implements Ids {

    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Reader text;
    private long index;
    private boolean ended;

    public TextIds(InputStream body) {
        this.text = new BufferedReader(new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    @Override
    public @Nullable String next() throws IOException {
        try {
            while (!ended) {
                String id = place();
                if (!id.isEmpty()) {
                    return Ids.checked(id, index++);
                }
            }
            return null;
        } catch (CharacterCodingException e) {
            throw Ids.unusable(index, "cannot be read: send the text in UTF-8");
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
                throw Ids.unusable(index, "must be 1 to 64 characters without control characters");
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
