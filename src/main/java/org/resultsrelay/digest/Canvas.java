package org.resultsrelay.digest;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A white sheet to draw on. On a machine without fonts, which Java takes for a broken one, nothing is written on it. */
final class Canvas {

    private static final Logger log = LoggerFactory.getLogger(Canvas.class);

    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 24);
    private static final Color INK = new Color(0x333333);
    private static final Color FAINT = new Color(0xDDDDDD);
    private static final int SQUARE = 16;

    private final Graphics2D graphics;
    private final boolean canWrite;

    Canvas(Graphics2D graphics, int width, int height) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        this.canWrite = canWrite(graphics);
    }

    private static boolean canWrite(Graphics2D graphics) {
        try {
            return graphics.getFontMetrics(LABEL).stringWidth("0") > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            log.info("The digest's chart has no labels: this machine has no fonts ({})", e.toString());
            return false;
        }
    }

    void title(String text, int x, int y) {
        write(text, TITLE, x, y);
    }

    void line(int from, int y, int to) {
        graphics.setColor(FAINT);
        graphics.fillRect(from, y, to - from, 2);
    }

    /** Ends there, at that height. */
    void labelLeftOf(int x, int y, String text) {
        if (canWrite) {
            FontMetrics metrics = graphics.getFontMetrics(LABEL);
            write(text, LABEL, x - metrics.stringWidth(text), y + metrics.getAscent() / 2 - 2);
        }
    }

    void labelBelow(int middle, int y, String text) {
        if (canWrite) {
            FontMetrics metrics = graphics.getFontMetrics(LABEL);
            write(text, LABEL, middle - metrics.stringWidth(text) / 2, y + metrics.getAscent() + 8);
        }
    }

    /** What a colour means, up to that place; says where the one before it has to end. */
    int legendLeftOf(int x, int y, String text, Color color) {
        int start = x - (canWrite ? graphics.getFontMetrics(LABEL).stringWidth(text) : 0);
        write(text, LABEL, start, y);
        graphics.setColor(color);
        graphics.fillRect(start - SQUARE - 8, y - SQUARE + 1, SQUARE, SQUARE);
        return start - SQUARE - 30;
    }

    /** On top of what stands there; says where the next one stands. */
    int block(int x, int bottom, int width, int height, Color color) {
        graphics.setColor(color);
        graphics.fillRect(x, bottom - height, width, height);
        return bottom - height;
    }

    private void write(String text, Font font, int x, int y) {
        if (canWrite) {
            graphics.setFont(font);
            graphics.setColor(INK);
            graphics.drawString(text, x, y);
        }
    }
}
