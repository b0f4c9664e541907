package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.problems.FieldError;

class WebhookReaderTests {

    @Test
    void anObjectIsASingleAndAnArrayKeepsItsOrder() {
        assertThat(Sample.read(" \n\t" + Sample.EVENT).array()).isFalse();

        Webhook array = Sample.read("[" + Sample.EVENT + ",{}, " + Sample.EVENT + "]");
        assertThat(array.array()).isTrue();
        assertThat(array.events())
                .extracting(event -> event.verdict().getClass().getSimpleName())
                .containsExactly("Valid", "Invalid", "Valid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "17",
                "\"text\"",
                "true",
                "[]",
                "[[[]]]",
                "{\"event_id\": {\"a\": 1, \"a\": 2}}",
                "{\"result\": {\"score\": 1e400000000}}",
                "{\"x\": 1, \"x\": 2}"
            })
    void aBadElementHarmsNoOther(String bad) {
        Webhook array = Sample.read("[" + Sample.EVENT + "," + bad + "," + Sample.EVENT + "]");

        assertThat(array.events()).hasSize(3);
        assertThat(Sample.errors(array.events().get(0))).isEmpty();
        assertThat(Sample.errors(array.events().get(1))).isNotEmpty();
        assertThat(Sample.errors(array.events().get(2))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void anElementNestedVeryDeeplyHarmsNoOther(String deep, String place) {
        String element = "{\"x\": " + deep + ",\n \"y\": \"]}\"}";
        Webhook array = Sample.read("[" + Sample.EVENT + ", " + element + ", " + Sample.EVENT + "]");

        assertThat(array.events()).hasSize(3);
        assertThat(Sample.errors(array.events().get(0))).isEmpty();
        assertThat(Sample.errors(array.events().get(1)))
                .contains(new FieldError(place, "is nested deeper than 32 levels"));
        assertThat(new String(array.events().get(1).raw(), StandardCharsets.UTF_8))
                .isEqualTo(element);
        assertThat(Sample.errors(array.events().get(2))).isEmpty();
    }

    static Stream<Arguments> anElementNestedVeryDeeplyHarmsNoOther() {
        String arrays = "x" + "[0]".repeat(31);
        String objects = "x" + ".a".repeat(31);
        return Stream.of(
                Arguments.of("[".repeat(50_000) + "]".repeat(50_000), arrays),
                Arguments.of("[".repeat(400_000) + "]".repeat(400_000), arrays),
                Arguments.of("{\"a\":".repeat(120_000) + "1" + "}".repeat(120_000), objects),
                Arguments.of("{\"a\":".repeat(1_000) + "\"]}\\\\\"" + "}".repeat(1_000), objects),
                Arguments.of("[".repeat(1_500) + "\"[\\\"]\", 1" + "]".repeat(1_500), arrays));
    }

    @Test
    void aSingleNestedVeryDeeplyIsToldSo() {
        assertThat(Sample.errors("{\"x\": " + "[".repeat(120_000) + "]".repeat(120_000) + "}"))
                .contains(new FieldError("x" + "[0]".repeat(31), "is nested deeper than 32 levels"));
    }

    @Test
    void ofAnEndlessNestingTheEndIsMissed() {
        assertRefused(
                "[".repeat(200_000),
                "invalid-json",
                "Line 1, column 200001: the text ends before the JSON does. Send all of it.");
    }

    @Test
    void anElementThatIsNoObjectIsToldSo() {
        assertThat(Sample.errors(Sample.read("[7]").events().getFirst()))
                .containsExactly(new FieldError("event", "must be an object"));
    }

    @Test
    void everyEventKnowsItsOwnBytes() {
        String first = "{\"event_id\": \"é 😀\"}";
        String second = " {\"x\" : [1, 2 ]}";
        Webhook array = Sample.read("\uFEFF [" + first + " ," + second + ",null, 12.50 ]");

        assertThat(array.events())
                .extracting(event -> new String(event.raw(), StandardCharsets.UTF_8))
                .containsExactly(first, second.strip(), "null", "12.50");
    }

    @Test
    void aThousandEventsAreTakenAndOneMoreIsNot() {
        assertThat(Sample.read("[" + "{},".repeat(999) + "{}]").events()).hasSize(1_000);
        assertRefused(
                "[" + "{},".repeat(1_000) + "{}]",
                "invalid-batch",
                "The array has more than 1,000 events. Send them in several requests.");
    }

    @Test
    void anEmptyArrayIsRefused() {
        assertRefused(" [ ] ", "invalid-batch", "The array is empty. Send 1 to 1,000 events in it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "none",
            value = {
                "{ | Line 1, column 2: the text ends before the JSON does. Send all of it.",
                "[{} | Line 1, column 4: the text ends before the JSON does. Send all of it.",
                "{\"a\": \"b | Line 1, column 9: the text ends before the JSON does. Send all of it.",
                "{\"a\": \"\\u12 | Line 1, column 12: the text ends before the JSON does. Send all of it.",
                "{} x | Line 1, column 4: a word that JSON does not have, or one without double quotes.",
                "{}{} | Line 1, column 3: something follows after the end of the JSON text. Send one object or one array in a request.",
                "{\"a\": NaN} | Line 1, column 10: a value that JSON does not have: NaN and Infinity are not numbers.",
                "{\"a\": -Infinity} | Line 1, column 16: a value that JSON does not have: NaN and Infinity are not numbers.",
                "{\"a\": 017} | Line 1, column 8: a number that is not valid in JSON: no leading zero or plus, and a digit after the point.",
                "{\"a\": -017} | Line 1, column 9: a number that is not valid in JSON: no leading zero or plus, and a digit after the point.",
                "{\"a\": +1} | Line 1, column 8: a number that is not valid in JSON: no leading zero or plus, and a digit after the point.",
                "{\"a\": 5.} | Line 1, column 8: a number that is not valid in JSON: no leading zero or plus, and a digit after the point.",
                "{\"a\": 1e} | Line 1, column 8: a number that is not valid in JSON: no leading zero or plus, and a digit after the point.",
                "{\"a\": -} | Line 1, column 8: a number that is not valid in JSON: no leading zero or plus, and a digit after the point.",
                "{\"a\": .5} | Line 1, column 7: a value is expected here.",
                "{\"a\": 0x1} | Line 1, column 8: a comma or a closing bracket is missing before this.",
                "{'a': 1} | Line 1, column 2: a name in double quotes is expected here.",
                "{a: 1} | Line 1, column 2: a name in double quotes is expected here.",
                "{\"a\": 'b'} | Line 1, column 7: a value is expected here.",
                "{\"a\" 1} | Line 1, column 6: a colon is missing before this.",
                "{\"a\": 1 \"b\": 2} | Line 1, column 9: a comma or a closing bracket is missing before this.",
                "{\"a\": 1,} | Line 1, column 9: a name in double quotes is expected here.",
                "[{},] | Line 1, column 5: a value is expected here.",
                "[{},,{}] | Line 1, column 5: a value is expected here.",
                "[{}} | Line 1, column 4: a closing bracket that does not fit the open one.",
                "{\"a\": 1}} | Line 1, column 9: a closing bracket that does not fit the open one.",
                "{\"a\": /* no */ 1} | Line 1, column 7: a comment: JSON has none.",
                "{\"a\": \"\\x\"} | Line 1, column 9: an escape that JSON does not have in a string.",
                "{\"a\": \"\\u12G4\"} | Line 1, column 12: an escape that JSON does not have in a string.",
                "{\"a\": undefined} | Line 1, column 7: a word that JSON does not have, or one without double quotes.",
                "{\"a\": comment} | Line 1, column 7: a word that JSON does not have, or one without double quotes.",
                "{\"a\": True} | Line 1, column 7: a word that JSON does not have, or one without double quotes.",
                "abc | Line 1, column 1: a word that JSON does not have, or one without double quotes.",
            })
    void whatIsNotJsonIsRefusedWithThePlaceAndTheMistake(String body, String message) {
        assertRefused(body, "invalid-json", message);
    }

    @Test
    void aRawControlCharacterIsNotJson() {
        assertRefused(
                "{\"a\": \"\u0001\"}",
                "invalid-json",
                "Line 1, column 8: a control character in a string: write it as an escape.");
        assertRefused("{}\u0000", "invalid-json", "Line 1, column 3: a control character between the values.");
    }

    @Test
    void thePlaceIsCountedInLinesAndCharacters() {
        assertRefused(
                "[{},\n {\"é😀\": tru}]",
                "invalid-json",
                "Line 2, column 10: a word that JSON does not have, or one without double quotes.");
    }

    @Test
    void nothingIsNotJson() {
        assertRefused(
                "", "invalid-json", "The body is empty. Send one event as a JSON object, or up to 1,000 in an array.");
        assertRefused(
                " \n ",
                "invalid-json",
                "The body is empty. Send one event as a JSON object, or up to 1,000 in an array.");
        assertRefused(
                "17",
                "invalid-json",
                "The body is neither an object nor an array. Send one event as a JSON object, or up to 1,000 in an array.");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(Sample.errors("\uFEFF" + Sample.EVENT)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void otherEncodingsAreRefused(byte[] body) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> WebhookReader.read(body, Sample.NOW))
                .satisfies(e -> assertThat(e.slug()).isEqualTo("invalid-json"));
    }

    static Stream<Arguments> otherEncodingsAreRefused() {
        return Stream.of(
                        Sample.EVENT.getBytes(StandardCharsets.UTF_16LE),
                        Sample.EVENT.getBytes(StandardCharsets.UTF_16BE),
                        Sample.EVENT.getBytes(StandardCharsets.UTF_16),
                        Sample.with("u-17", "é").getBytes(StandardCharsets.ISO_8859_1),
                        inId(0xC0, 0xAF),
                        inId(0xED, 0xA0, 0x80),
                        inId(0xF4, 0x90, 0x80, 0x80),
                        inId(0xFF),
                        inId(0xE2, 0x82))
                .map(Arguments::of);
    }

    @Test
    void theByteThatIsNotUtf8IsNamed() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> WebhookReader.read(inId(0xC0, 0xAF), Sample.NOW))
                .withMessage("The body is not UTF-8: the byte at offset "
                        + Sample.EVENT.indexOf("u-17")
                        + " does not belong there. Encode the text as UTF-8.");
    }

    private static byte[] inId(int... bytes) {
        StringBuilder id = new StringBuilder();
        for (int each : bytes) {
            id.append((char) each);
        }
        return Sample.with("u-17", id.toString()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(String body, String slug, String message) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Sample.read(body))
                .withMessage(message)
                .satisfies(e -> assertThat(e.slug()).isEqualTo(slug));
    }
}
