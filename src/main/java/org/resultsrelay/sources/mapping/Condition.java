package org.resultsrelay.sources.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.sources.mapping.Converter.Scalar;

/**
 * Whether something is there ({@code exists}), or is one of these texts ({@code equals}, {@code in}). Numbers and flags
 * are compared as texts, since platforms send 1 and "1" for the same.
 */
record Condition(Place at, @Nullable Boolean exists, List<String> in) {

    boolean holds(Element element) {
        Object value = at.in(element);
        if (exists != null) {
            return exists == (value != null);
        }
        return value != null && isOneOf(in, value);
    }

    static boolean isOneOf(List<String> texts, Object value) {
        try {
            return texts.contains(Scalar.text(value));
        } catch (Unconvertible e) {
            return false; // an object, or something too long: equal to no text
        }
    }
}
