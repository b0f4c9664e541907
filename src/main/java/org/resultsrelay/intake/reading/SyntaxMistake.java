package org.resultsrelay.intake.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in the sender's terms where and why a text is not JSON; the parser's messages talk about its own classes. */
final class SyntaxMistake {

    /** The parser's phrases that identify a mistake, and ours for them. */
    private static final Map<String, String> KNOWN = known();

    private SyntaxMistake() {}

    static String explain(JacksonException e) {
        return at(e.getLocation()) + what(e);
    }

    static String at(TokenStreamLocation place) {
        return "Line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
    }

    private static String what(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "the text ends before the JSON does. Send all of it.";
        }
        String said = String.valueOf(e.getOriginalMessage());
        return KNOWN.entrySet().stream()
                .filter(known -> said.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("this is not JSON.");
    }

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>(); // the first match counts: a token is the sender's own text
        known.put("Unrecognized token", "a word that JSON does not have, or one without double quotes.");
        known.put("Non-standard token", "a value that JSON does not have: NaN and Infinity are not numbers.");
        known.put("comment", "a comment: JSON has none.");
        known.put(
                "numeric value",
                "a number that is not valid in JSON: no leading zero or plus, and a digit after the point.");
        known.put("character escape", "an escape that JSON does not have in a string.");
        known.put("unquoted character", "a control character in a string: write it as an escape.");
        known.put("Illegal character", "a control character between the values.");
        known.put("a colon", "a colon is missing before this.");
        known.put("comma", "a comma or a closing bracket is missing before this.");
        known.put("property name", "a name in double quotes is expected here.");
        known.put("close marker", "a closing bracket that does not fit the open one.");
        known.put("value", "a value is expected here.");
        return known;
    }
}
