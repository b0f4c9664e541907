package org.resultsrelay.intake.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Reads the event at the parser's position to its end, whatever is wrong with it. Repeated keys and depth are judged
 * here and not by the parser, whose refusal would also cost the event's neighbours.
 */
final class EventReader {

    private static final int DEEPEST = 32;
    private static final List<String> TYPES = List.of("test.completed");
    private static final List<String> STATUSES = List.of("final", "provisional");

    private final JsonParser json;
    private final Findings findings = new Findings();
    private final FieldReader fields;
    private final TokenStreamContext root;

    private @Nullable String eventId;
    private @Nullable String type;
    private @Nullable Instant occurredAt;
    private @Nullable String userId;
    private @Nullable String testId;
    private @Nullable String testName;
    private @Nullable Integer attempt;
    private @Nullable String attemptId;
    private @Nullable BigDecimal score;
    private @Nullable BigDecimal maxScore;
    private @Nullable Boolean passed;
    private @Nullable String status;
    private @Nullable Instant completedAt;

    EventReader(JsonParser json, Instant latest) {
        this.json = json;
        this.fields = new FieldReader(json, findings, latest);
        this.root = json.streamReadContext();
    }

    Verdict read() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return new Verdict.Invalid(null, List.of(new FieldError("event", "must be an object")));
        }
        members(this::event);
        return verdict();
    }

    private void event(String name) {
        switch (name) {
            case "event_id" -> eventId = fields.id("event_id");
            case "type" -> type = fields.oneOf("type", TYPES);
            case "occurred_at" -> occurredAt = fields.time("occurred_at");
            case "user" -> object("user", this::user);
            case "result" -> object("result", this::result);
            default -> ignore(2);
        }
    }

    private void user(String name) {
        switch (name) {
            case "id" -> userId = fields.userId("user.id");
            default -> ignore(3);
        }
    }

    private void result(String name) {
        switch (name) {
            case "test_id" -> testId = fields.id("result.test_id");
            case "test_name" -> testName = fields.name("result.test_name");
            case "attempt" -> attempt = fields.attempt("result.attempt");
            case "attempt_id" -> attemptId = fields.id("result.attempt_id");
            case "score" -> score = fields.number("result.score");
            case "max_score" -> maxScore = fields.numberFromZero("result.max_score");
            case "passed" -> passed = fields.flag("result.passed");
            case "status" -> status = fields.oneOf("result.status", STATUSES);
            case "completed_at" -> completedAt = fields.time("result.completed_at");
            default -> ignore(3);
        }
    }

    private void object(String field, Consumer<String> member) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            members(member);
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            findings.add(field, "must be an object");
            json.skipChildren();
        }
    }

    private void members(Consumer<String> member) {
        Set<String> names = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (names.add(name)) {
                member.accept(name);
            } else {
                findings.add(Path.of(json, root), "appears more than once: send it once");
                json.skipChildren();
            }
        }
    }

    /** Skips a value that is not needed; {@code depth} is the level it would open. */
    private void ignore(int depth) {
        if (!json.currentToken().isStructStart()) {
            return;
        }
        if (depth > DEEPEST) {
            findings.add(Path.of(json, root), "is nested deeper than " + DEEPEST + " levels");
            json.skipChildren();
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            members(name -> ignore(depth + 1));
        } else {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                ignore(depth + 1);
            }
        }
    }

    private Verdict verdict() {
        need("event_id", eventId);
        need("type", type);
        need("user.id", userId);
        need("result.test_id", testId);
        need("result.score", score);
        need("result.max_score", maxScore);
        need("result.completed_at", completedAt);
        if (attempt != null && attemptId != null) {
            findings.add("result.attempt_id", "excludes attempt: send the attempt's number, or its id, or neither");
        }
        if (eventId != null
                && userId != null
                && testId != null
                && score != null
                && maxScore != null
                && completedAt != null
                && findings.isEmpty()) {
            return new Verdict.Valid(new Submission(
                    eventId,
                    occurredAt,
                    userId,
                    testId,
                    testName,
                    attempt,
                    attemptId,
                    score,
                    maxScore,
                    passed,
                    "provisional".equals(status),
                    completedAt));
        }
        return new Verdict.Invalid(findings.cover("event_id") ? null : eventId, findings.list());
    }

    private void need(String field, @Nullable Object value) {
        if (value == null && !findings.cover(field)) {
            findings.add(field, "is required");
        }
    }
}
