package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resultsrelay.intake.reading.Sample.assertOnlyError;
import static org.resultsrelay.intake.reading.Sample.errors;
import static org.resultsrelay.intake.reading.Sample.submission;
import static org.resultsrelay.intake.reading.Sample.with;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;

class EventReaderTests {

    @Test
    void theContractsEventIsReadFieldByField() {
        assertThat(submission(Sample.EVENT))
                .isEqualTo(new Submission(
                        "e-1",
                        Instant.parse("2026-11-21T10:00:00Z"),
                        "u-17",
                        "t-9",
                        "Negotiation basics",
                        1,
                        null,
                        new BigDecimal("17"),
                        new BigDecimal("20"),
                        true,
                        false,
                        Instant.parse("2026-11-21T09:59:58Z")));
    }

    @Test
    void whatMayBeAbsentIsUnknown() {
        Submission bare = submission("""
                {"event_id": "e-1", "type": "test.completed", "user": {"id": "u"},
                 "result": {"test_id": "t", "score": 0, "max_score": 0, "completed_at": "2026-11-21T09:59:58Z"}}""");

        assertThat(bare.occurredAt()).isNull();
        assertThat(bare.testName()).isNull();
        assertThat(bare.attempt()).isNull();
        assertThat(bare.passed()).isNull();
        assertThat(bare.provisional()).isFalse();
    }

    @Test
    void anAttemptMayHaveAnIdInsteadOfANumber() {
        Submission named = submission(Sample.EVENT.replace("\"attempt\": 1", "\"attempt_id\": \"a-51\""));

        assertThat(named.attemptId()).isEqualTo("a-51");
        assertThat(named.attempt()).isNull();
    }

    @Test
    void anAttemptHasANumberOrAnIdAndNotBoth() {
        assertOnlyError(
                Sample.EVENT.replace("\"attempt\": 1", "\"attempt\": 1, \"attempt_id\": \"a-51\""),
                "result.attempt_id",
                "excludes attempt: send the attempt's number, or its id, or neither");
        assertThat(submission(Sample.EVENT.replace("\"attempt\": 1", "\"attempt\": 1, \"attempt_id\": null"))
                        .attempt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "5", "\"0123456789012345678901234567890123456789012345678901234567890123456\"", "[]"})
    void anAttemptIdIsAnIdLikeTheOthers(String id) {
        assertThat(errors(Sample.EVENT.replace("\"attempt\": 1", "\"attempt_id\": " + id)))
                .extracting(FieldError::field)
                .containsExactly("result.attempt_id");
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThat(errors("{}"))
                .extracting(FieldError::field)
                .containsExactly(
                        "event_id",
                        "type",
                        "user.id",
                        "result.test_id",
                        "result.score",
                        "result.max_score",
                        "result.completed_at");
        assertThat(errors("{}")).extracting(FieldError::message).containsOnly("is required");
    }

    @Test
    void mistakesOfEveryKindAreReportedTogether() {
        String event = Sample.EVENT
                .replace("17,", "\"17\",")
                .replace("20,", "-1,")
                .replace("true", "1")
                .replace("\"user\": {\"id\": \"u-17\"},", "");
        assertThat(errors(event))
                .containsExactly(
                        new FieldError("result.score", "must be a number"),
                        new FieldError("result.max_score", "must be 0 or more"),
                        new FieldError("result.passed", "must be true or false"),
                        new FieldError("user.id", "is required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"e-1\"            | null       | event_id            | is required",
                "\"e-1\"            | 1          | event_id            | must be a string",
                "\"e-1\"            | \"\"       | event_id            | must have 1 to 64 characters",
                "\"test.completed\" | \"test.started\" | type          | must be test.completed",
                "\"test.completed\" | {}         | type                | must be a string",
                "{\"id\": \"u-17\"} | null       | user.id             | is required",
                "{\"id\": \"u-17\"} | {}         | user.id             | is required",
                "{\"id\": \"u-17\"} | \"u-17\"   | user                | must be an object",
                "{\"id\": \"u-17\"} | [\"u-17\"] | user                | must be an object",
                "\"u-17\"           | [[\"a\"]]  | user.id             | must be a string",
                "\"t-9\"            | true       | result.test_id      | must be a string",
                "\"Negotiation basics\" | 5      | result.test_name    | must be a string",
                "\"score\": 17                 | \"score\": null       | result.score        | is required",
                "\"score\": 17                 | \"score\": true       | result.score        | must be a number",
                "\"score\": 17                 | \"score\": [17]       | result.score        | must be a number",
                "\"score\": 17                 | \"score\": 1e9        | result.score | must have at most 9 digits before the decimal point and at most 2 after it",
                "\"score\": 17                 | \"score\": 0.125      | result.score | must have at most 9 digits before the decimal point and at most 2 after it",
                "\"max_score\": 20                 | \"max_score\": -0.01      | result.max_score    | must be 0 or more",
                "\"attempt\": 1     | \"attempt\": 0       | result.attempt | must be a whole number from 1 to 1000000",
                "\"attempt\": 1     | \"attempt\": 1000001 | result.attempt | must be a whole number from 1 to 1000000",
                "\"attempt\": 1     | \"attempt\": 1.5     | result.attempt | must be a whole number from 1 to 1000000",
                "\"attempt\": 1     | \"attempt\": 1e400000000 | result.attempt | must be a whole number from 1 to 1000000",
                "\"attempt\": 1     | \"attempt\": \"1\"   | result.attempt | must be a number",
                "true               | \"true\"   | result.passed       | must be true or false",
                "\"final\"          | \"FINAL\"  | result.status       | must be final or provisional",
                "\"2026-11-21T09:59:58Z\" | \"2026-11-21T09:59:58\" | result.completed_at | must be an RFC 3339 time with an offset, such as 2026-11-21T10:00:00Z",
                "\"2026-11-21T10:00:00Z\" | 1795255200 | occurred_at   | must be a string",
            })
    void aWrongValueIsNamedByItsFieldAndWhatToMend(String place, String text, String field, String message) {
        assertOnlyError(with(place, text), field, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"extra\": NULL,", "\"extra\": {\"a\": [1, {\"b\": [[], {}]}], \"c\": \"\\ud800\"},"})
    void unknownFieldsAreIgnoredWhereverTheyAre(String extra) {
        String value = extra.replace("NULL", "null");
        assertThat(errors(with("\"type\"", value + "\"type\""))).isEmpty();
        assertThat(errors(with("\"id\"", value + "\"id\""))).isEmpty();
        assertThat(errors(with("\"score\"", value + "\"score\""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"type\"  | \"event_id\": \"e-2\", \"type\" | event_id",
                "\"type\"  | \"event_\\u0069d\": \"e-2\", \"type\" | event_id",
                "\"type\"  | \"user\": null, \"type\" | user",
                "\"score\" | \"passed\": null, \"score\" | result.passed",
                "\"type\"  | \"x\": {\"y\": [0, {\"z\": 1, \"z\": 1}]}, \"type\" | x.y[1].z",
                "\"type\"  | \"x\": {\"y\": 1, \"y\": {\"y\": 1}}, \"type\" | x.y",
                "\"type\"  | \"x\": [[{\"\": 1, \"\": 1}]], \"type\" | x[0][0].",
            })
    void aRepeatedKeyIsRefusedWhereverItIs(String place, String text, String field) {
        assertOnlyError(with(place, text), field, "appears more than once: send it once");
    }

    @Test
    void theNamesOfOtherObjectsDoNotCountAsRepeated() {
        assertThat(errors(with("\"type\"", "\"x\": [{\"id\": 1}, {\"id\": 1}], \"id\": 1, \"type\"")))
                .isEmpty();
    }

    @Test
    void nestingIsBoundedPerEvent() {
        String level32 = "[".repeat(31) + "]".repeat(31);
        String level33 = "[".repeat(32) + "]".repeat(32);
        assertThat(errors(with("\"type\"", "\"x\": " + level32 + ", \"type\""))).isEmpty();
        assertThat(errors(with("\"type\"", "\"x\": " + level33 + ", \"type\"")))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("is nested deeper than 32 levels"));
    }

    @Test
    void anEndlessListOfMistakesIsCutShort() {
        String repeated = "\"x\": 1, ".repeat(10_000);
        assertThat(errors(with("\"type\"", repeated + "\"type\""))).hasSizeLessThan(60);
    }

    @Test
    void aNameRepeatedInAnAnswerIsShortAndClean() {
        String name = "\\u0000\\ud800" + "n".repeat(5_000);
        assertThat(errors(with("\"type\"", "\"" + name + "\": 1, \"" + name + "\": 1, \"type\"")))
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("\uFFFD\uFFFD" + "n".repeat(62)));
    }

    @Test
    void anIdThatCannotBeRepeatedIsNotRepeated() {
        for (String id :
                new String[] {"\"\"", "\"\\u0007\"", "\"\\udc00\"", "7", "null", "\"e\", \"event_id\": \"f\""}) {
            Verdict verdict =
                    Sample.read(with("\"e-1\"", id)).events().getFirst().verdict();
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Invalid.class, v -> assertThat(v.eventId()).isNull());
        }
    }

    @Test
    void aRefusedEventKeepsItsUsableId() {
        assertThat(Sample.read(with("17,", "null,")).events().getFirst().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class, v -> assertThat(v.eventId()).isEqualTo("e-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void anIdThatNoAddressHoldsIsRefused(String id) {
        Sample.assertOnlyError(
                with("u-17", id),
                "user.id",
                "must not be . or .., which programs remove from an address: give the user another id");
        assertThat(errors(with("t-9", id))).isEmpty();
        assertThat(errors(with("u-17", "..."))).isEmpty();
    }

    @Test
    void aTimeMayBeADayAheadAndNoMore() {
        String tooFar = "is more than a day ahead of the relay's clock: send the time at which it happened";
        for (String year : List.of("2026-11-22T10:01:01Z", "2032-11-21T10:00:00Z", "9999-12-31T23:59:59Z")) {
            Sample.assertOnlyError(with("2026-11-21T10:00:00Z", year), "occurred_at", tooFar);
            Sample.assertOnlyError(with("2026-11-21T09:59:58Z", year), "result.completed_at", tooFar);
        }
        for (String near : List.of("2026-11-22T10:01:00Z", "2026-11-22T23:01:00+13:00", "0001-01-01T00:00:00Z")) {
            assertThat(errors(with("2026-11-21T10:00:00Z", near))).isEmpty();
            assertThat(errors(with("2026-11-21T09:59:58Z", near))).isEmpty();
        }
    }
}
