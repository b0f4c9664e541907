package org.resultsrelay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTests {

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
            the relay itself failed: StackOverflowError | own-fault
            the relay itself cannot open a connection: Too many open files | own-fault
            the relay cannot read this user's results: SQLException | own-fault
            the relay puts at most 20,000 results into one message, and this user has more | own-fault
            answered 5031                            | unreachable
            """)
    void whatIsKnownOfAnAttemptSaysWhyItFailed(String sentence, String cause) {
        assertThat(FailureCause.of(sentence).label()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            answered 422: no such user                  | refused
            answered 404                                | refused
            the relay cannot read this user's results: SQLException | own-fault
            """)
    void aUserWhomTheRelayCannotReadIsNotRefused(String sentence, String cause) {
        assertThat(new FailingClient(1, Instant.EPOCH, 1, 1, sentence, null, "u-1")
                        .cause()
                        .label())
                .isEqualTo(cause);
    }
}
