package org.resultsrelay.intake;

/** Requests and answers for the API's description. */
final class WebhookExamples {

    static final String EVENT = """
            {"event_id": "e-1", "type": "test.completed", "occurred_at": "2026-11-21T10:00:00Z",
             "user": {"id": "u-17"},
             "result": {"test_id": "t-9", "test_name": "Negotiation basics", "attempt": 1, "score": 17, "max_score": 20,
                        "passed": true, "status": "final", "completed_at": "2026-11-21T09:59:58Z"}}
            """;

    static final String ACCEPTED = """
            {"event_id": "e-1", "status": "accepted"}
            """;

    static final String ANSWERS = """
            {"results": [{"event_id": "e-1", "status": "accepted"},
                         {"event_id": "e-2", "status": "rejected",
                          "errors": [{"field": "result.score", "message": "must be a number"}]}]}
            """;

    static final String INVALID = """
            {"type": "urn:results-relay:problem:invalid-event", "title": "Invalid event", "status": 400,
             "detail": "Fix the fields named in errors and send the event again.",
             "errors": [{"field": "result.score", "message": "must be a number"}]}
            """;

    static final String CONFLICT = """
            {"type": "urn:results-relay:problem:event-conflict", "title": "Event id used before", "status": 409,
             "detail": "This event_id belongs to an event with other content, which still counts. Nothing was changed.",
             "errors": [{"field": "event_id", "message": "was used before for an event with other content"}]}
            """;

    private WebhookExamples() {}
}
