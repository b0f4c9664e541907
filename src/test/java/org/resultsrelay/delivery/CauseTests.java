package org.resultsrelay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            answered 503: Service Unavailable        | answers-5xx
            answered 599                             | answers-5xx
            answered 429: slow down                  | throttled
            answered 422: no such user               | refused
            answered 400                             | refused
            answered 401: bad signature              | answers-other
            answered 302                             | answers-other
            no answer in time                        | unreachable
            connection refused                       | unreachable
            host name not found: acme.example        | unreachable
            TLS failed: answered 503 in the clear    | unreachable
            answered 5031                            | unreachable
            """)
    void whatIsKnownOfAnAttemptSaysWhyItFailed(String sentence, String cause) {
        assertThat(Cause.of(sentence).label()).isEqualTo(cause);
    }
}
