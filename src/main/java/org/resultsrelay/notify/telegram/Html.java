package org.resultsrelay.notify.telegram;

import java.util.PrimitiveIterator;

/**
 * Plain text as Telegram's HTML: the first line bold, everything escaped. Too long a text is cut between two characters, so
 * that neither an entity nor a tag is ever torn; the limit holds for the markup, hence also for what is shown.
 */
final class Html {

    static final int LIMIT = 4096;

    /** For what stands under a picture. */
    static final int CAPTION_LIMIT = 1024;

    private static final String BOLD = "<b>";
    private static final String BOLD_END = "</b>";
    private static final String CUT = "…";

    private final StringBuilder html = new StringBuilder(BOLD);
    private final int limit;
    private boolean bold = true;

    private Html(int limit) {
        this.limit = limit;
    }

    static String of(String text) {
        return of(text, LIMIT);
    }

    static String of(String text, int limit) {
        Html html = new Html(limit);
        PrimitiveIterator.OfInt characters = text.codePoints().iterator();
        while (characters.hasNext()) {
            if (!html.add(escaped(characters.nextInt()))) {
                html.html.append(CUT);
                break;
            }
        }
        html.endBold();
        return html.html.toString();
    }

    /** Keeps room for the cut and the closing tag; false when this one no longer fits. */
    private boolean add(String piece) {
        if (piece.equals("\n")) {
            endBold();
        }
        if (html.length() + piece.length() + CUT.length() + BOLD_END.length() > limit) {
            return false;
        }
        html.append(piece);
        return true;
    }

    private void endBold() {
        if (bold) {
            html.append(BOLD_END);
            bold = false;
        }
    }

    private static String escaped(int character) {
        return switch (character) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            default -> Character.toString(character);
        };
    }
}
