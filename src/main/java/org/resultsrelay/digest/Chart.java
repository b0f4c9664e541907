package org.resultsrelay.digest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.resultsrelay.digest.Bars.Bar;
import org.resultsrelay.notify.Picture;

/** Draws a day as stacked bars, hour by hour, large enough to be read in a chat. */
final class Chart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final int LEFT = 90;
    private static final int RIGHT = WIDTH - 25;
    private static final int TOP = 80;
    private static final int BOTTOM = HEIGHT - 50;
    private static final int GAP = 6;
    private static final int LEAST = 4; // pixels: a few late ones among thousands are to be seen

    private static final Color IN_TIME = new Color(0x2F7FBF);
    private static final Color LATE = new Color(0xF2A33A);
    private static final Color REFUSED = new Color(0xD64545);

    private final Canvas canvas;
    private final Bars bars;
    private final long top;

    private Chart(Canvas canvas, Bars bars) {
        this.canvas = canvas;
        this.bars = bars;
        this.top = Scale.top(bars.highest());
    }

    static Picture of(Bars bars) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            new Chart(new Canvas(graphics, WIDTH, HEIGHT), bars).draw();
        } finally {
            graphics.dispose();
        }
        return Png.of(image);
    }

    private void draw() {
        canvas.title("Summaries by the hour", LEFT, 36);
        legend();
        grid();
        double step = (double) (RIGHT - LEFT) / bars.bars().size();
        for (int i = 0; i < bars.bars().size(); i++) {
            column(bars.bars().get(i), (int) (LEFT + i * step), (int) step - GAP);
        }
    }

    private void legend() {
        int x = RIGHT;
        for (Entry entry :
                List.of(new Entry("refused", REFUSED), new Entry("late", LATE), new Entry("in time", IN_TIME))) {
            x = canvas.legendLeftOf(x, 36, entry.name, entry.color);
        }
    }

    private record Entry(String name, Color color) {}

    private void grid() {
        for (long value : Scale.lines(top)) {
            int y = BOTTOM - height(value);
            canvas.line(LEFT, y, RIGHT);
            canvas.labelLeftOf(LEFT - 12, y, Scale.label(value));
        }
    }

    private void column(Bar bar, int x, int width) {
        int y = BOTTOM;
        y = canvas.block(x, y, width, seen(bar.inTime()), IN_TIME);
        y = canvas.block(x, y, width, seen(bar.late()), LATE);
        canvas.block(x, y, width, seen(bar.refused()), REFUSED);
        if (bar.hour() % 3 == 0) {
            canvas.labelBelow(x + width / 2, BOTTOM, String.format(Locale.ROOT, "%02d", bar.hour()));
        }
    }

    private int seen(long value) {
        return value == 0 ? 0 : Math.max(LEAST, height(value));
    }

    private int height(long value) {
        return (int) ((BOTTOM - TOP) * value / top);
    }
}
