package org.resultsrelay.sources.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each converter makes of each kind of value. Values stand as they would in JSON. */
class ConverterTests {

    private static final Settings BERLIN = new Settings(ZoneId.of("Europe/Berlin"), Map.of());
    private static final Settings NOWHERE = new Settings(null, Map.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number   | 17                       | 17
            number   | 17.50                    | 17.5
            number   | "17.5"                   | 17.5
            number   | " 17 "                   | 17
            number   | -3                       | -3
            number   | "+4"                     | 4
            number   | 1e2                      | 100
            number   | "1E+2"                   | 100
            number   | 0e999999999              | 0
            number   | 0.1234567890123456789    | 0.1234567890123456789
            number   | 9007199254740993         | 9007199254740993
            round2   | 66.66667                 | 66.67
            round2   | "66.665"                 | 66.67
            round2   | 66.664999                | 66.66
            round2   | -0.005                   | -0.01
            round2   | 2.675                    | 2.68
            fraction | 0.85                     | 85
            fraction | "0.6666667"              | 66.66667
            fraction | -0.5                     | -50
            flag     | true                     | true
            flag     | "FALSE"                  | false
            flag     | "Yes"                    | true
            flag     | "no"                     | false
            flag     | 1                        | true
            flag     | 0                        | false
            text     | "  two\\n words "        | two words
            text     | 12.50                    | 12.5
            text     | true                     | true
            text     | "a\\u0000b"              | a b
            strip_html | "<b>Fire</b> &amp; ice" | Fire & ice
            strip_html | "1 < 2 &lt; 3"         | 1 < 2 < 3
            strip_html | "&#233;&#xe9;"         | éé
            strip_html | "AT&T &unknown; &"     | AT&T &unknown; &
            strip_html | "a <b unclosed"        | a <b unclosed
            strip_html | "x<br/>y"              | x y
            language | {"de":"Hallo","en-GB":"Hello"} | Hello
            language | {"de":"Hallo"}           | Hallo
            language | {"english":"no","en":"yes"} | yes
            language | "just a text"            | just a text
            id64     | "u-17"                   | u-17
            id64     | 17                       | 17
            id64     | 17.0                     | 17
            id64     | 12345678901234567890     | 12345678901234567890
            id64     | 1.0e3                    | 1000
            digest   | "abc"                    | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            """)
    void aValueIsConverted(String converter, String json, String expected) {
        Object made = convert(Converter.named(converter), json, NOWHERE);
        assertThat(made instanceof BigDecimal number ? number.toPlainString() : made.toString())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number   | "95%"              | is not a number
            number   | "1,5"              | is not a number
            number   | "0x10"             | is not a number
            number   | "١٢"               | is not a number
            number   | "1-2"              | is not a number
            number   | "1.2.3"            | is not a number
            number   | "NaN"              | is not a number
            number   | true               | is not a number
            number   | []                 | is an array
            number   | {}                 | is an object
            number   | 1e999999999        | has too many digits
            number   | -1e999999999       | has too many digits
            number   | 1e-999999999       | has too many digits
            number   | "1e99999999999999" | has too many digits
            round2   | 1e999999999        | has too many digits
            fraction | 1e2147483647       | has too many digits
            flag     | "maybe"            | is neither true nor false
            flag     | 2                  | is neither true nor false
            flag     | {}                 | is an object
            text     | [1]                | is an array
            id64     | {"id":1}           | is an object
            id64     | 1e999999999        | has too many digits
            time     | 1795255392         | is not a text
            time     | "yesterday"        | is not a time
            time     | "2026-02-30T10:00:00Z" | is not a time
            time     | "2026-11-21T10:00:00"  | time_zone
            """)
    void anUnusableValueSaysWhy(String converter, String json, String reason) {
        assertThatThrownBy(() -> convert(Converter.named(converter), json, NOWHERE))
                .isInstanceOfSatisfying(
                        Unconvertible.class, wrong -> assertThat(wrong.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "rfc3339"                        | "2026-11-21T10:00:00Z"           | 2026-11-21T10:00:00Z
            "rfc3339"                        | "2026-11-21t10:00:00z"           | 2026-11-21T10:00:00Z
            "rfc3339"                        | "2026-11-21 10:00:00+01:00"      | 2026-11-21T09:00:00Z
            "rfc3339"                        | "2026-11-21T10:00:00+0100"       | 2026-11-21T09:00:00Z
            "rfc3339"                        | "2026-11-21T10:00:00.1234567Z"   | 2026-11-21T10:00:00.123456Z
            "rfc3339"                        | "2026-07-21 10:00:00"            | 2026-07-21T08:00:00Z
            "rfc3339"                        | "2026-10-25T02:30:00"            | 2026-10-25T00:30:00Z
            "unix"                           | 1795255392                       | 2026-11-21T10:03:12Z
            "unix"                           | "1795255392.5"                   | 2026-11-21T10:03:12.500Z
            "unix"                           | -1                               | 1969-12-31T23:59:59Z
            "unix_ms"                        | 1795255392001                    | 2026-11-21T10:03:12.001Z
            "dd.MM.yyyy HH:mm"               | "21.11.2026 10:03"               | 2026-11-21T09:03:00Z
            {"pattern":"dd.MM.yyyy HH:mm","zone":"UTC"} | "21.11.2026 10:03"    | 2026-11-21T10:03:00Z
            "d MMM uuuu h:mm a"              | "1 Jul 2026 1:05 PM"             | 2026-07-01T11:05:00Z
            """)
    void timesAreReadInEachForm(String form, String json, String expected) {
        Converter time = Converter.with("time", ExactJson.read(form.getBytes(StandardCharsets.UTF_8)));
        assertThat(convert(time, json, BERLIN).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "rfc3339"      | "2026-03-29T02:30:00"    | does not exist in Europe/Berlin
            "unix"         | 99999999999999           | before the year 1 or after 9999
            "unix"         | -99999999999999          | before the year 1 or after 9999
            "unix_ms"      | "soon"                   | is not a number
            "dd.MM.yyyy HH:mm" | "31.02.2026 10:00"   | is not a time
            "rfc3339"      | "+10000-01-01T00:00:00Z" | before the year 1 or after 9999
            "rfc3339"      | "9999-12-31T23:59:59-14:00" | before the year 1 or after 9999
            """)
    void timesThatDoNotExistSaySo(String form, String json, String reason) {
        Converter time = Converter.with("time", ExactJson.read(form.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> convert(time, json, BERLIN))
                .isInstanceOfSatisfying(
                        Unconvertible.class, wrong -> assertThat(wrong.reason()).contains(reason));
    }

    @Test
    void anIdOfSixtyFourCharactersStaysAndALongerOneBecomesItsDigest() {
        assertThat(Ids.fitting("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(Ids.fitting("😀".repeat(64))).isEqualTo("😀".repeat(64));
        assertThat(Ids.fitting("x".repeat(65)))
                .isEqualTo(Ids.digest("x".repeat(65)))
                .hasSize(64);
        assertThat(Ids.fitting("x".repeat(65) + "1")).isNotEqualTo(Ids.fitting("x".repeat(65) + "2"));
    }

    @Test
    void anEventsIdNamesThePlatformsIdAndTheContent() {
        assertThat(Ids.ofEvent("e-1", "content")).startsWith("e-1.").hasSize(20);
        assertThat(Ids.ofEvent("", "content")).isEqualTo(Ids.digest("content"));
        assertThat(Ids.ofEvent("e-1", "other")).isNotEqualTo(Ids.ofEvent("e-1", "content"));
        assertThat(Ids.ofEvent("x".repeat(60), "a")).hasSize(64).isNotEqualTo(Ids.ofEvent("x".repeat(60), "b"));
    }

    @Test
    void namesAreShortenedAtACharacterAndNotWithinOne() {
        assertThat(Texts.name("😀".repeat(600))).isEqualTo("😀".repeat(500));
        assertThat(Texts.name("a\uD83Db")).isEqualTo("a b");
        assertThat(Texts.name(" \t\n ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<b", "&", "&#", "<b>", "&lt;"})
    void markupIsReadInLinearTime(String part) {
        assertThat(Texts.stripHtml(part.repeat(1_000_000))).hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void textsHaveABound() {
        String json = '"' + "x".repeat(10_001) + '"';
        assertThatThrownBy(() -> convert(Converter.named("digest"), json, NOWHERE))
                .isInstanceOf(Unconvertible.class);
    }

    @Test
    void aReasonShowsLittleOfTheValueAndOnOneLine() {
        assertThat(Unconvertible.shown("a\nb" + "x".repeat(100))).hasSize(43).doesNotContain("\n");
    }

    private static Object convert(Converter converter, String json, Settings settings) {
        Object made = converter.conversion().convert(ExactJson.read(json.getBytes(StandardCharsets.UTF_8)), settings);
        assertThat(made).isNotNull();
        return Objects.requireNonNull(made);
    }
}
