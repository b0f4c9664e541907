package org.resultsrelay.sources.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.sources.mapping.Field.Kind;
import tools.jackson.databind.JsonNode;

/** One of the closed list of converters, with what it makes. */
record Converter(String name, Kind makes, Conversion conversion) {

    static final String KNOWN = "number, round2, fraction, flag, time, text, language, strip_html, id64, digest";

    /** Takes a JSON value, or what the converter before it made. Null means that there is nothing. */
    interface Conversion {
        @Nullable
        Object convert(Object value, Settings settings);
    }

    static Converter named(String name) {
        return switch (name) {
            case "number" -> new Converter(name, Kind.NUMBER, (value, settings) -> Scalar.number(value));
            case "round2" ->
                new Converter(name, Kind.NUMBER, (value, settings) -> Decimals.round2(Scalar.number(value)));
            case "fraction" ->
                new Converter(name, Kind.NUMBER, (value, settings) -> Decimals.percent(Scalar.number(value)));
            case "flag" -> new Converter(name, Kind.FLAG, (value, settings) -> flag(value));
            case "time" -> time("rfc3339", null);
            case "text" -> new Converter(name, Kind.TEXT, (value, settings) -> Texts.name(Scalar.text(value)));
            case "language" -> language(List.of("en"));
            case "strip_html" ->
                new Converter(name, Kind.TEXT, (value, settings) -> Texts.stripHtml(Scalar.text(value)));
            case "id64" -> new Converter(name, Kind.ID, (value, settings) -> Ids.fitting(Scalar.text(value)));
            case "digest" -> new Converter(name, Kind.ID, (value, settings) -> Ids.digest(Scalar.text(value)));
            default -> throw new IllegalArgumentException("knows no converter " + name + ": use one of " + KNOWN);
        };
    }

    /** Throws {@link IllegalArgumentException} with what to do if the converter does not take that. */
    static Converter with(String name, JsonNode parameter) {
        return switch (name) {
            case "time" ->
                parameter.isObject()
                        ? time(
                                parameter.path("pattern").asString("rfc3339"),
                                zone(parameter.path("zone").asString("")))
                        : time(parameter.asString(""), null);
            case "language" ->
                language(
                        parameter.isArray()
                                ? parameter
                                        .valueStream()
                                        .map(tag -> tag.asString(""))
                                        .toList()
                                : List.of(parameter.asString("")));
            default ->
                throw new IllegalArgumentException("gives a value to " + name + ": only time and language take one");
        };
    }

    private static Converter language(List<String> wanted) {
        return new Converter("language", Kind.TEXT, (value, settings) -> {
            String text = value instanceof JsonNode node && node.isObject()
                    ? Texts.inLanguage(node, wanted)
                    : Scalar.text(value);
            return text == null ? null : Texts.stripHtml(Scalar.text(text));
        });
    }

    private static Converter time(String form, @Nullable ZoneId zone) {
        return switch (form) {
            case "unix" ->
                new Converter("time(unix)", Kind.TIME, (value, settings) -> Times.unix(Scalar.number(value)));
            case "unix_ms" ->
                new Converter(
                        "time(unix_ms)",
                        Kind.TIME,
                        (value, settings) -> Times.unix(Scalar.number(value).movePointLeft(3)));
            default -> {
                DateTimeFormatter formatter = form.equals("rfc3339") ? Times.RFC3339 : Times.pattern(form);
                yield new Converter(
                        "time(" + form + ")",
                        Kind.TIME,
                        (value, settings) ->
                                Times.parse(Scalar.written(value), formatter, zone == null ? settings.zone() : zone));
            }
        };
    }

    private static @Nullable ZoneId zone(String name) {
        try {
            return name.isEmpty() ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("knows no zone " + name + ": use one such as Europe/Berlin", e);
        }
    }

    private static Boolean flag(Object value) {
        return switch (Scalar.text(value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new Unconvertible("is neither true nor false: " + Unconvertible.shown(value));
        };
    }

    /** What is in a scalar, as JSON sent it or as a converter made it. */
    static final class Scalar {

        private static final int LONGEST = 10_000;

        private Scalar() {}

        static String text(Object value) {
            if (value instanceof BigDecimal number) {
                return number.toPlainString();
            }
            if (!(value instanceof JsonNode node)) {
                return bounded(value.toString());
            }
            if (node.isNumber()) {
                return number(node).toPlainString();
            }
            if (node.isContainer()) {
                throw new Unconvertible("is an " + (node.isArray() ? "array" : "object") + " and not a single value");
            }
            return bounded(node.asString());
        }

        static BigDecimal number(Object value) {
            if (value instanceof BigDecimal number) {
                return number;
            }
            if (value instanceof JsonNode node && node.isNumber()) {
                return node.isBigDecimal() || node.isIntegralNumber()
                        ? Decimals.bounded(node.decimalValue())
                        : Decimals.parse(node.asString()); // as it is written, not as double stores it
            }
            return Decimals.parse(text(value));
        }

        /** A text, and no number: the digits of one would be read as a time of another kind. */
        static String written(Object value) {
            if (value instanceof JsonNode node && !node.isString()) {
                throw new Unconvertible("is not a text: name the form of the time, such as unix");
            }
            return text(value);
        }

        private static String bounded(String text) {
            if (text.length() > LONGEST) {
                throw new Unconvertible("is longer than 10,000 characters");
            }
            return text;
        }
    }
}
