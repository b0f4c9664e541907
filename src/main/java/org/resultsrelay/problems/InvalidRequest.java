package org.resultsrelay.problems;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** The refusal that names every field to fix, by the names that the caller wrote. */
public final class InvalidRequest {

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private InvalidRequest() {}

    public static Problem problem(List<FieldError> errors) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "Invalid request",
                "Fix the fields named in errors.",
                errors);
    }

    public static Problem problem(String field, String message) {
        return problem(List.of(new FieldError(field, message)));
    }

    /** {@code property} is our name ({@code pace.perMinute}); the caller knows it as {@code pace.per_minute}. */
    static FieldError error(String property, String message) {
        return new FieldError(HUMP.matcher(property).replaceAll("$1_$2").toLowerCase(Locale.ROOT), message);
    }
}
