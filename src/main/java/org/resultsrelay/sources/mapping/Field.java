package org.resultsrelay.sources.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an event that a mapping can fill, by the names of their rules. */
enum Field {
    EVENT_ID("event_id", "event_id", Kind.ID, null, "id64"),
    OCCURRED_AT("occurred_at", "occurred_at", Kind.TIME, null, "time"),
    USER_ID("user_id", "user.id", Kind.ID, "which user it is", "id64"),
    TEST_ID("test_id", "result.test_id", Kind.ID, "which test it is", "id64"),
    TEST_NAME("test_name", "result.test_name", Kind.TEXT, null, "strip_html"),
    ATTEMPT("attempt", "result.attempt", Kind.NUMBER, null, "number"),
    ATTEMPT_ID("attempt_id", "result.attempt_id", Kind.ID, null, "id64"),
    SCORE("score", "result.score", Kind.NUMBER, "what was scored", "round2"),
    MAX_SCORE(
            "max_score",
            "result.max_score",
            Kind.NUMBER,
            "what could be scored, which is never guessed: enter the test's max_score in the source's tests",
            "round2"),
    PASSED("passed", "result.passed", Kind.FLAG, null, "flag"),
    STATUS("status", "result.status", Kind.TEXT, null, "text"),
    COMPLETED_AT("completed_at", "result.completed_at", Kind.TIME, "when the test was finished", "time"),

    /** Not sent on: the platform's own percentage, to see whether it contradicts score and maximum. */
    PERCENT("percent", "", Kind.NUMBER, null, "round2");

    /** What a rule must make for a field. */
    enum Kind {
        ID("id64 or digest"),
        TEXT("text, language or strip_html"),
        NUMBER("number, round2 or fraction"),
        FLAG("flag"),
        TIME("time");

        final String madeBy;

        Kind(String madeBy) {
            this.madeBy = madeBy;
        }
    }

    final String rule;
    final String path;
    final Kind kind;

    /** What nobody knows without this field; null if the event can do without it. */
    final @Nullable String unknownWithout;

    private final String converter;

    Field(String rule, String path, Kind kind, @Nullable String unknownWithout, String converter) {
        this.rule = rule;
        this.path = path;
        this.kind = kind;
        this.unknownWithout = unknownWithout;
        this.converter = converter;
    }

    /** Used where the rule names no converter. */
    List<Converter> converters() {
        return List.of(Converter.named(converter));
    }
}
