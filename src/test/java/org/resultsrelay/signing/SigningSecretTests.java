package org.resultsrelay.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTests {

    private static final SigningSecret PUBLISHED =
            new SigningSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    @Test
    void theVectorPublishedByStandardWebhooksIsMet() {
        assertThat(sign(List.of(PUBLISHED))).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachValidSecretSignsWhileOneIsReplacedByAnother() {
        SigningSecret newer = new SigningSecret("another secret of 24 byt".getBytes(UTF_8));
        assertThat(sign(List.of(newer, PUBLISHED)).split(" "))
                .hasSize(2)
                .containsExactly(sign(List.of(newer)), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatIsShownIsReadAgain() {
        SigningSecret secret = SigningSecret.random();
        assertThat(SigningSecret.read(" " + secret.shown() + "\n").orElseThrow().key())
                .isEqualTo(secret.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_tooShort", "whsec_====MfKQ9r8GKYqrTwjUPD8ILPZIo2La"})
    void whatIsNoSecretIsNotRead(String shown) {
        assertThat(SigningSecret.read(shown)).isEmpty();
    }

    private static String sign(List<SigningSecret> secrets) {
        return SigningSecret.signature(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes(UTF_8), secrets);
    }
}
