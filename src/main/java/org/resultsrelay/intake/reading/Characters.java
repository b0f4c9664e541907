package org.resultsrelay.intake.reading;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which texts can be ids and names: any Unicode text, unchanged, without what cannot be stored or seen. */
final class Characters {

    private Characters() {}

    /** What is wrong with the text; null if nothing is. Lengths are in code points. */
    static @Nullable String complaint(String text, int shortest, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            return "must have " + (shortest == 0 ? "at most " : shortest + " to ") + longest + " characters";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return String.format(Locale.ROOT, "must not contain control characters: U+%04X is one", (int) c);
            }
            if (Character.isSurrogate(c) && !isPair(text, i++)) {
                return String.format(
                        Locale.ROOT, "must not contain half of a surrogate pair: U+%04X stands alone", (int) c);
            }
        }
        return null;
    }

    /** The text for repeating in an answer: shortened, with everything replaced that {@link #complaint} would name. */
    static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
