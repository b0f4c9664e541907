package org.resultsrelay.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.runtime.CannotStart;
import org.resultsrelay.signing.SigningSecret;

class SecretBoxTests {

    private final SigningSecret secret = SigningSecret.random();

    @Test
    void whatWasSealedIsOpenedAgain() {
        SecretBox box = new SecretBox(key(1));
        assertThat(box.open(box.seal(secret)).key()).isEqualTo(secret.key());
        assertThat(box.seal(secret)).isNotEqualTo(box.seal(secret));
    }

    @Test
    void anotherKeyIsNoticed() {
        byte[] sealed = new SecretBox(key(1)).seal(secret);
        SecretBox other = new SecretBox(key(2));
        assertThatThrownBy(() -> other.open(sealed)).hasMessageContaining("RELAY_SECRET_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all, whatever its length may be ...."})
    void aKeyThatIsNoneStopsTheStartWithoutBeingRepeated(String key) {
        assertThatThrownBy(() -> new SecretBox(key))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("not base64 of 32 bytes")
                .hasMessageNotContaining(key);
    }

    @Test
    void aSecretIsShownInTheFormOfStandardWebhooks() {
        assertThat(secret.shown()).matches("whsec_[A-Za-z0-9+/]{32}");
        assertThat(Base64.getDecoder().decode(secret.shown().substring(6))).isEqualTo(secret.key());
        assertThat(secret).hasToString("whsec_…");
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
