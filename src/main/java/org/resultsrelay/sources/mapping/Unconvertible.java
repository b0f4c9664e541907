package org.resultsrelay.sources.mapping;

/** A value is there and cannot be used. Only {@link Mapping} sees it: the element becomes {@link Mapped.Unmappable}. */
final class Unconvertible extends RuntimeException {

    private static final int LONGEST_SHOWN = 40;

    private final String reason;

    Unconvertible(String reason) {
        super(reason, null, false, false); // expected, often, and never seen by anybody
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** A value for a message: short, and on one line. */
    static String shown(Object value) {
        String text = value.toString();
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(shown::appendCodePoint);
        return '"' + shown.toString() + (text.codePointCount(0, text.length()) > LONGEST_SHOWN ? "…" : "") + '"';
    }
}
