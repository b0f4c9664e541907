package org.resultsrelay.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TelegramHtmlTests {

    static Stream<String> longTexts() {
        return Stream.of("<", "&", "a", "\uD83D\uDD34", "a<", "ab&")
                .flatMap(piece -> Stream.of(
                        "Trouble\n" + piece.repeat(5_000),
                        piece.repeat(5_000),
                        "x\n" + piece.repeat(4_070) + "&&&&&&&&"));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void noTextExceedsTheLimitOrIsTorn(String text) {
        String html = TelegramHtml.of(text);
        assertThat(html).hasSizeLessThanOrEqualTo(TelegramHtml.LIMIT).hasSizeGreaterThan(TelegramHtml.LIMIT - 20);
        assertThat(html.replaceAll("&(lt|gt|amp);", "").replaceFirst("<b>(?s)(.*)</b>", "$1"))
                .doesNotContain("<", "&", ">")
                .doesNotContainPattern("[\\ud800-\\udbff](?![\\udc00-\\udfff])");
        assertThat(html).endsWith(html.contains("\n") ? "…" : "…</b>");
    }
}
