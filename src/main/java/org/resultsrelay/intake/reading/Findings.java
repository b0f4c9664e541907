package org.resultsrelay.intake.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.FieldError;

/** Everything wrong with one event, so that its sender can fix it in one go. */
final class Findings {

    /**
     * An event has a dozen fields. More findings than this repeat themselves, and would make the answer larger than the
     * request.
     */
    private static final int MOST = 50;

    private @Nullable List<FieldError> errors;

    void add(String field, String message) {
        if (errors == null) {
            errors = new ArrayList<>();
        }
        if (errors.size() < MOST) {
            errors.add(new FieldError(field, message));
        }
    }

    /** Whether something was found at the field or at the object that holds it. */
    boolean cover(String field) {
        return errors != null
                && errors.stream()
                        .anyMatch(error -> field.equals(error.field()) || field.startsWith(error.field() + "."));
    }

    boolean isEmpty() {
        return errors == null;
    }

    List<FieldError> list() {
        return errors == null ? List.of() : List.copyOf(errors);
    }
}
