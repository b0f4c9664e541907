package org.resultsrelay.problems;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where an unreadable body breaks and what belongs there, without naming our own types. */
public final class UnreadableBody {

    private UnreadableBody() {}

    public static Problem problem(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                InvalidRequest.problem(path(unknown), "is not known here: " + known(unknown));
            case InvalidFormatException wrong
            when wrong.getTargetType().isEnum() ->
                InvalidRequest.problem(path(wrong), "must be one of " + constants(wrong.getTargetType()));
            case InvalidFormatException wrong
            when wrong.getTargetType() == String.class ->
                InvalidRequest.problem(path(wrong), "must not contain U+0000 or half of a surrogate pair");
            case InputCoercionException outside -> InvalidRequest.problem(path(outside), "is too large or too small");
            case MismatchedInputException wrong -> InvalidRequest.problem(path(wrong), "must be " + kind(wrong));
            case DatabindException wrong -> InvalidRequest.problem(path(wrong), "cannot be read");
            case StreamConstraintsException deep ->
                InvalidRequest.problem("", "is nested too deeply, or holds a number or a text that is too long");
            default -> malformed(e);
        };
    }

    private static Problem malformed(JacksonException e) {
        var at = e.getLocation();
        String where =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "malformed-json",
                "Malformed JSON",
                "The body is not valid JSON" + where + ". Fix it and send it again.");
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(UnreadableBody::step)
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String step(Reference reference) {
        String name = reference.getPropertyName();
        return name == null ? "[" + reference.getIndex() + "]" : name;
    }

    private static String known(UnrecognizedPropertyException e) {
        List<String> names = e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        return "use one of " + String.join(", ", names);
    }

    private static String constants(Class<?> type) {
        return List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String kind(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type == null) {
            return "of another kind";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time with an offset, such as 2026-11-21T10:00:00Z";
        }
        return type.isEnum() ? "one of " + constants(type) : "an object";
    }
}
