package org.resultsrelay.demo.platform;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tests that the simulated platform offers. {@code ease} raises or lowers the usual score. */
enum OnlineTest {
    NEGOTIATION("Negotiation basics", 20, 0.04),
    SAFETY("Workplace safety", 30, 0.10),
    DATA_PROTECTION("Data protection essentials", 25, 0.02),
    FIRST_AID("First aid at work", 40, 0.06),
    WRITING("Writing for the web", 20, 0.00),
    SPREADSHEETS("Spreadsheets, part 2", 50, -0.08),
    PLANNING("Project planning", 40, -0.02),
    BALANCE_SHEET("Reading a balance sheet", 35, -0.14),
    CONVERSATIONS("Difficult conversations", 60, 0.00, Kind.MARKED_BY_A_PERSON),
    PRESENTING("Presenting to a board", 100, -0.05, Kind.MARKED_BY_A_PERSON),
    PHISHING("Spot the phishing mail", 10, 0.08, Kind.QUIZ),
    TEAMWORK("Teamwork: where do I stand?", 15, 0.05, Kind.WITHOUT_PASS_MARK);

    private static final double PASS_MARK = 0.6;

    /** How a test's results are reported. */
    enum Kind {
        USUAL,
        /** The first result is provisional, and the final one follows. */
        MARKED_BY_A_PERSON,
        /** Its attempts are not numbered. */
        QUIZ,
        WITHOUT_PASS_MARK
    }

    final String title;
    final BigDecimal maxScore;
    final double ease;
    final Kind kind;

    OnlineTest(String title, int maxScore, double ease) {
        this(title, maxScore, ease, Kind.USUAL);
    }

    OnlineTest(String title, int maxScore, double ease, Kind kind) {
        this.title = title;
        this.maxScore = BigDecimal.valueOf(maxScore);
        this.ease = ease;
        this.kind = kind;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static OnlineTest of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Rounds to half points, from 0 to the maximum. */
    BigDecimal score(double share) {
        long halves = Math.round(Math.clamp(share, 0, 1) * maxScore.doubleValue() * 2);
        return BigDecimal.valueOf(halves * 5, 1);
    }

    @Nullable
    Boolean passed(BigDecimal score) {
        return kind == Kind.WITHOUT_PASS_MARK ? null : score.doubleValue() >= maxScore.doubleValue() * PASS_MARK;
    }
}
