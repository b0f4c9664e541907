package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                " padded ",
                "u-17",
                "Ω≈ç",
                "田中さん",
                "👩‍👩‍👧‍👦",
                "e\u0301",
                "\u00E9",
                "\u200B",
                "\uFEFF",
                "\u202E",
                "\u00A0",
                "\u2028",
                "\uFFFE",
                "\uFFFF",
                "\uD834\uDD1E",
                "'; drop table users; --",
                "\u00AD"
            })
    void anyTextIsTakenUnchanged(String text) {
        assertThat(Characters.complaint(text, 1, 64)).isNull();
    }

    @Test
    void everyControlCharacterIsRefusedByItsNumber() {
        for (char c = 0; c < 0xA0; c++) {
            String complaint = Characters.complaint("a" + c, 1, 64);
            if (c < 0x20 || c >= 0x7F) {
                assertThat(complaint).isEqualTo("must not contain control characters: U+%04X is one", (int) c);
            } else {
                assertThat(complaint).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void halfAPairIsRefused(int half) {
        for (String text : new String[] {
            "" + (char) half, "a" + (char) half + "b", (char) half + "\uD834\uDD1E", "\uD834\uDD1E" + (char) half
        }) {
            assertThat(Characters.complaint(text, 1, 64))
                    .isEqualTo("must not contain half of a surrogate pair: U+%04X stands alone", half);
        }
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        assertThat(Characters.complaint("😀".repeat(64), 1, 64)).isNull();
        assertThat(Characters.complaint("😀".repeat(65), 1, 64)).isEqualTo("must have 1 to 64 characters");
        assertThat(Characters.complaint("", 1, 64)).isEqualTo("must have 1 to 64 characters");
        assertThat(Characters.complaint("n".repeat(501), 0, 500)).isEqualTo("must have at most 500 characters");
        assertThat(Characters.complaint("", 0, 500)).isNull();
    }
}
