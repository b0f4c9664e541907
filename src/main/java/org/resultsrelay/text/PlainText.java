package org.resultsrelay.text;

/** Text that people read in lists and messages: names, reasons, ids. */
public final class PlainText {

    /** One character as a regular expression: no control character, and no half of a surrogate pair. */
    public static final String CHARACTER = "[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]";

    private PlainText() {}
}
