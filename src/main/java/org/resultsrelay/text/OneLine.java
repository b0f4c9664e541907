package org.resultsrelay.text;

/**
 * Makes text from outside fit for one line of a message and for the database: no line breaks, no broken characters,
 * limited length.
 */
public final class OneLine {

    static final int LIMIT = 500;

    private OneLine() {}

    public static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.strip().codePoints().limit(LIMIT).map(OneLine::printable).forEach(line::appendCodePoint);
        return text.strip().codePointCount(0, text.strip().length()) > LIMIT ? line + "…" : line.toString();
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE, Character.FORMAT -> '\uFFFD';
            default -> character;
        };
    }
}
