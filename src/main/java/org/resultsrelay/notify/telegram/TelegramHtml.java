package org.resultsrelay.notify.telegram;

import java.util.PrimitiveIterator;

/**
 * Plain text as Telegram's HTML: the first line bold, everything escaped. A text that is too long is cut between two
 * characters, so that no entity or tag breaks. The limit applies to the markup, and therefore to the visible text too.
 */
final class TelegramHtml {

    static final int LIMIT = 4096;

    private static final String BOLD = "<b>";
    private static final String BOLD_END = "</b>";
    private static final String CUT = "…";

    private final StringBuilder html = new StringBuilder(BOLD);
    private boolean bold = true;

    private TelegramHtml() {}

    static String of(String text) {
        TelegramHtml html = new TelegramHtml();
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

    /** Keeps room for the cut and the closing tag; false if this character no longer fits. */
    private boolean add(String piece) {
        if (piece.equals("\n")) {
            endBold();
        }
        if (html.length() + piece.length() + CUT.length() + BOLD_END.length() > LIMIT) {
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
