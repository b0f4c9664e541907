package org.resultsrelay.bench;

import java.time.Instant;

/** The nth result that the platform posts: users take turns, and each gets one test after the other. */
record Webhook(int number, String user, String test, int score, long sentAt) {

    static final int MAX_SCORE = 20;
    private static final int PASS = 12;

    static Webhook number(int number, int users) {
        return new Webhook(number, "u-" + number % users, "t-" + number / users, number * 7 % (MAX_SCORE + 1), 0);
    }

    Webhook sent(long now) {
        return new Webhook(number, user, test, score, now);
    }

    String key() {
        return user + "/" + test;
    }

    boolean passed() {
        return score >= PASS;
    }

    String json(Instant now) {
        return """
                {"event_id": "e-%d", "type": "test.completed", "occurred_at": "%s", "user": {"id": "%s"},
                 "result": {"test_id": "%s", "test_name": "Negotiation basics", "attempt": 1, "score": %d, "max_score": %d,
                            "passed": %b, "completed_at": "%s"}}""".formatted(number, now, user, test, score, MAX_SCORE, passed(), now);
    }
}
