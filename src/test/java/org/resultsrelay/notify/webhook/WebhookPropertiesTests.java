package org.resultsrelay.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.notify.webhook.WebhookProperties.Format;

class WebhookPropertiesTests {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, STANDARD, true",
                "' ', -, STANDARD, true",
                "https://x, -, STANDARD, false",
                "https://x, '', STANDARD, false",
                "https://x, secret, STANDARD, false",
                "https://x, whsec_tooShort, STANDARD, false",
                "https://x, whsec_====MfKQ9r8GKYqrTwjUPD8ILPZIo2La, STANDARD, false",
                "https://x, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, STANDARD, true",
                "https://x, -, SLACK, true"
            })
    void theStandardFormatNeedsASecretThatCanSign(String url, String secret, Format format, boolean usable) {
        assertThat(new WebhookProperties(url, secret, format).isSecretUsable()).isEqualTo(usable);
    }

    @ParameterizedTest
    @CsvSource({"https://x/T0SecretPath, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void neitherUrlNorSecretIsTold(String url, String secret) {
        assertThat(new WebhookProperties(url, secret, Format.STANDARD).toString())
                .doesNotContain("T0SecretPath", "MfKQ");
    }
}
