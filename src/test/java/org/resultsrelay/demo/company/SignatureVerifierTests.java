package org.resultsrelay.demo.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the fixed vector of the Standard Webhooks libraries. */
class SignatureVerifierTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final SignatureVerifier verifier = at(1614265330);

    private static SignatureVerifier at(long epochSecond) {
        return new SignatureVerifier(SECRET, Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
    }

    @Test
    void theFixedVectorIsAccepted() {
        assertThat(verifier.accepts(ID, TIMESTAMP, SIGNATURE, BODY)).isTrue();
    }

    @Test
    void oneRightSignatureAmongSeveralIsEnough() {
        String signatures = "v1,bm9uZQ== v2,g0hM9SsE " + SIGNATURE + " v1,b3RoZXI=";
        assertThat(verifier.accepts(ID, TIMESTAMP, signatures, BODY)).isTrue();
    }

    @Test
    void aChangedBodyIsRefused() {
        byte[] changed = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);
        assertThat(verifier.accepts(ID, TIMESTAMP, SIGNATURE, changed)).isFalse();
    }

    @Test
    void aChangedIdOrTimestampIsRefused() {
        assertThat(verifier.accepts(ID + "x", TIMESTAMP, SIGNATURE, BODY)).isFalse();
        assertThat(verifier.accepts(ID, "1614265331", SIGNATURE, BODY)).isFalse();
    }

    @Test
    void anotherSecretIsRefused() {
        SignatureVerifier other = new SignatureVerifier(
                "whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC));
        assertThat(other.accepts(ID, TIMESTAMP, SIGNATURE, BODY)).isFalse();
    }

    @Test
    void aRequestFromLongAgoOrFromTheFutureIsRefused() {
        assertThat(at(1614265330 + 300).accepts(ID, TIMESTAMP, SIGNATURE, BODY)).isTrue();
        assertThat(at(1614265330 + 301).accepts(ID, TIMESTAMP, SIGNATURE, BODY)).isFalse();
        assertThat(at(1614265330 - 301).accepts(ID, TIMESTAMP, SIGNATURE, BODY)).isFalse();
    }

    @Test
    void aMissingHeaderIsRefused() {
        assertThat(verifier.accepts(null, TIMESTAMP, SIGNATURE, BODY)).isFalse();
        assertThat(verifier.accepts(ID, null, SIGNATURE, BODY)).isFalse();
        assertThat(verifier.accepts(ID, TIMESTAMP, null, BODY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "9223372036854775807", "-1"})
    void aTimestampThatIsNoTimeIsRefused(String timestamp) {
        assertThat(verifier.accepts(ID, timestamp, SIGNATURE, BODY)).isFalse();
    }
}
