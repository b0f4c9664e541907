package org.resultsrelay.support;

import java.util.concurrent.atomic.AtomicInteger;
import org.resultsrelay.support.Api.Answer;

/** A learning platform that posts results for one client company. */
public final class Platform {

    private static final String PATH = "/api/v1/webhooks/results";

    private final Api api;
    private final AtomicInteger events = new AtomicInteger();

    private final String token;

    private Platform(Api api, String token) {
        this.api = api.as(token);
        this.token = token;
    }

    /** A platform with an intake token of its own. */
    public static Platform of(Api admin, ClientCompany company) {
        Answer made = admin.post(
                "/api/v1/clients/" + company.key() + "/tokens", "{\"name\":\"platform\",\"scope\":\"intake\"}");
        return new Platform(admin, made.text("token"));
    }

    /** Moves to a relay that was started again elsewhere. */
    public Platform at(Api other) {
        return new Platform(other, token);
    }

    /** A result of 20 points at most, as a new event; fails the test unless the relay takes it. */
    public void posts(String userId, String testId, int score) {
        Answer answer = sends(event("e-" + System.nanoTime() + "-" + events.incrementAndGet(), userId, testId, score));
        if (answer.status() != 202) {
            throw new AssertionError("The relay answered " + answer.status() + " "
                    + answer.http().body());
        }
    }

    public Answer sends(String json) {
        return api.post(PATH, json);
    }

    public static String event(String eventId, String userId, String testId, int score) {
        return event(eventId, userId, testId, score, "");
    }

    /** {@code more} is more JSON for the result, such as {@code ,"status":"provisional"}. */
    public static String event(String eventId, String userId, String testId, int score, String more) {
        return """
                {"event_id":"%s","type":"test.completed","user":{"id":"%s"},
                 "result":{"test_id":"%s","attempt":1,"score":%s,"max_score":20,"completed_at":"2026-11-21T09:59:58Z"%s}}""".formatted(eventId, userId, testId, score, more);
    }
}
