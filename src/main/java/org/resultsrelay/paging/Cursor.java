package org.resultsrelay.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;

/** A position in a list, encoded so that no caller relies on its content. */
public final class Cursor {

    private Cursor() {}

    public static String of(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    }

    /**
     * The position after which the page starts. Without a cursor it is the empty text, which sorts before everything.
     */
    public static String position(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            String position = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (position.chars().noneMatch(Character::isISOControl)) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
        throw unusable();
    }

    /** The position in lists ordered by a number. */
    public static long number(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(position(cursor));
        } catch (NumberFormatException e) {
            throw unusable();
        }
    }

    private static Problem unusable() {
        return InvalidRequest.problem(
                "cursor", "send next_cursor of the previous page exactly as it was, or none for the first page");
    }
}
