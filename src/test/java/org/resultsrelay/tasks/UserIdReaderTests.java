package org.resultsrelay.tasks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.problems.Problem;

class UserIdReaderTests {

    private static List<String> all(UserIdReader ids) throws IOException {
        List<String> all = new ArrayList<>();
        for (String id = ids.next(); id != null; id = ids.next()) {
            all.add(id);
        }
        return all;
    }

    private static UserIdReader json(String body) {
        return UserIdReader.json(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    private static UserIdReader text(String body) {
        return UserIdReader.text(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    @Test
    void anArrayHoldsStringsAndWholeNumbers() throws IOException {
        assertThat(all(json("[\"u-1\", 1002, -3, \"Zoë, 3\", \" x \", 12345678901234567890123]")))
                .containsExactly("u-1", "1002", "-3", "Zoë, 3", " x ", "12345678901234567890123");
        assertThat(all(json("[]"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1001\n1002\n1003",
                "1001,1002,1003\n",
                "1001, 1002\r\n\r\n 1003\t\n,,",
                "\uFEFF1001\r1002\n,1003"
            })
    void textHoldsIdsBetweenLineEndsAndCommas(String body) throws IOException {
        assertThat(all(text(body))).containsExactly("1001", "1002", "1003");
    }

    @Test
    void blanksWithinAnIdBelongToIt() throws IOException {
        assertThat(all(text("  a b  \n"))).containsExactly("a b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[\"a\", 1.5]; [1]; whole number",
                "[\"a\", \"b\", null]; [2]; whole number",
                "[{\"id\": 1}]; [0]; whole number",
                "[[1]]; [0]; whole number",
                "[\"\"]; [0]; 1 to 64 characters",
                "[\"a\", \"b\\u0000\"]; [1]; control",
                "[\"a\", \"\\ud800\"]; [1]; 1 to 64 characters",
                "{\"ids\": []}; ``; JSON array",
                "17; ``; JSON array",
                "[1] [2]; ``; nothing behind"
            })
    void aBadJsonBodyIsToldWhere(String body, String field, String message) {
        assertRefused(json(body), field, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1, 2", "[\"a\",]", "[1 2]", "nope"})
    void whatIsNoJsonIsToldAsSuch(String body) {
        assertThatThrownBy(() -> all(json(body))).isInstanceOf(Problem.class);
    }

    @Test
    void anEndlessIdIsGivenUpOn() {
        String endless = "x".repeat(2_000_000);
        assertRefused(json("[\"a\", \"" + endless + "\"]"), "[1]", "1 to 64 characters");
        assertRefused(text("a," + endless), "[1]", "1 to 64 characters");
        assertRefused(text("a\n" + "é".repeat(65)), "[1]", "1 to 64 characters");
    }

    @Test
    void textInAnotherEncodingIsRefused() {
        UserIdReader latin = UserIdReader.text(new ByteArrayInputStream("Zo\u00eb\n".getBytes(ISO_8859_1)));
        assertRefused(latin, "[0]", "UTF-8");
    }

    private static void assertRefused(UserIdReader ids, String field, String message) {
        assertThatThrownBy(() -> all(ids)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getStatusCode().value()).isEqualTo(400);
            assertThat(String.valueOf(problem.getBody().getProperties()))
                    .contains("field=" + field + ",")
                    .contains(message);
        });
    }
}
