package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGate;
import org.resultsrelay.delivery.dispatch.ConcurrencyWindow.Sign;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.Accepted;
import org.resultsrelay.delivery.push.PushOutcome.Failed;
import org.resultsrelay.delivery.push.PushOutcome.Refused;
import org.resultsrelay.delivery.push.PushOutcome.Throttled;
import org.resultsrelay.delivery.push.PushOutcome.Unreachable;

class ConcurrencyWindowTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(5);
    private static final int AGREED = 8;
    private static final PushOutcome OK = new Accepted(200, "");
    private static final PushOutcome DOWN = new Unreachable("refused");

    private final ConcurrencyWindow window = new ConcurrencyWindow();

    private static ClientGate gate(Breaker breaker) {
        @Nullable Instant since = breaker == Breaker.CLOSED ? null : NOW;
        return new ClientGate(1, breaker, since, 0, breaker == Breaker.OPEN ? NOW : null, null, null, Set.of());
    }

    @Test
    void whatTheRelayItselfFailedToDoTellsNothingOfTheEndpoint() {
        for (int i = 0; i < 10; i++) {
            assertThat(lands(new PushOutcome.OwnFault("the relay itself failed: StackOverflowError")))
                    .isEqualTo(Sign.NOTHING);
        }
        assertThat(room(Breaker.CLOSED)).isEqualTo(AGREED);
    }

    private Sign lands(PushOutcome outcome) {
        return window.landed(outcome, false, QUICK, AGREED, false, NOW);
    }

    private int room(Breaker breaker) {
        return window.room(AGREED, gate(breaker), NOW);
    }

    /** When the brake after a failure has been let go. */
    private int roomLater() {
        return window.room(AGREED, gate(Breaker.CLOSED), NOW.plusSeconds(1));
    }

    @Test
    void threeFailuresInARowMeanThatTheEndpointIsDown() {
        assertThat(lands(DOWN)).isEqualTo(Sign.NOTHING);
        assertThat(lands(new Failed(500, "", null))).isEqualTo(Sign.NOTHING);
        assertThat(lands(new Throttled(429, "", null))).isEqualTo(Sign.DOWN);
        assertThat(room(Breaker.CLOSED))
                .as("shut until the breaker is known to be open")
                .isZero();
    }

    @Test
    void oneUsersTroubleAmongSuccessesDoesNot() {
        for (int i = 0; i < 10; i++) {
            assertThat(lands(DOWN)).isEqualTo(Sign.NOTHING);
            assertThat(lands(DOWN)).isEqualTo(Sign.NOTHING);
            assertThat(lands(i % 2 == 0 ? OK : new Refused(422, ""))).isEqualTo(Sign.NOTHING);
        }
        assertThat(room(Breaker.CLOSED)).isEqualTo(AGREED);
    }

    @Test
    void askedToComeBackLaterItWaitsAndThreeTimesInARowMeanThatTheEndpointIsDown() {
        Failed later = new Failed(503, "", Duration.ofHours(20));
        for (int i = 0; i < 5; i++) {
            assertThat(lands(later)).as("all in flight together").isEqualTo(Sign.NOTHING);
        }
        assertThat(room(Breaker.CLOSED))
                .as("until the gate is known to be shut")
                .isZero();
        assertThat(window.room(AGREED, gate(Breaker.CLOSED), NOW.plusSeconds(1)))
                .as("then the gate says, which a person can open")
                .isEqualTo(AGREED);
        assertThat(window.landed(later, false, QUICK, AGREED, false, NOW.plusSeconds(10)))
                .isEqualTo(Sign.NOTHING);
        assertThat(window.landed(later, false, QUICK, AGREED, false, NOW.plusSeconds(20)))
                .isEqualTo(Sign.DOWN);
    }

    @Test
    void askedToComeBackLaterWhileItRecoversItWaitsButDoesNotBeginAnew() {
        room(Breaker.HALF_OPEN);
        assertThat(lands(new Throttled(429, "", Duration.ofSeconds(5)))).isEqualTo(Sign.NOTHING);
    }

    @Test
    void afterAnOutageItDrainsGentlyAndThenInFull() {
        assertThat(room(Breaker.OPEN)).isZero();
        assertThat(room(Breaker.HALF_OPEN)).isEqualTo(1);
        lands(OK);
        assertThat(room(Breaker.HALF_OPEN)).isEqualTo(2);
        lands(OK);
        lands(OK);
        assertThat(room(Breaker.HALF_OPEN)).isEqualTo(4);
        lands(OK);
        lands(OK);
        lands(OK);
        assertThat(lands(OK)).isEqualTo(Sign.RECOVERED);
        assertThat(room(Breaker.CLOSED)).isEqualTo(AGREED);
    }

    @Test
    void oneFailureWhileItDrainsOpensTheBreakerAgain() {
        room(Breaker.HALF_OPEN);
        lands(OK);
        assertThat(lands(DOWN)).isEqualTo(Sign.DOWN);
        assertThat(window.room(AGREED, gate(Breaker.HALF_OPEN), NOW.plusSeconds(2)))
                .as("it begins anew")
                .isEqualTo(1);
    }

    @Test
    void theOwnTroubleOfAUserDoesNotOpenItAgainWhileItDrains() {
        room(Breaker.HALF_OPEN);
        Failed own = new Failed(500, "", null);
        assertThat(window.landed(own, true, QUICK, AGREED, false, NOW)).isEqualTo(Sign.NOTHING);
        assertThat(lands(OK)).isEqualTo(Sign.NOTHING);
        assertThat(window.landed(own, true, QUICK, AGREED, false, NOW)).isEqualTo(Sign.NOTHING);
        assertThat(window.landed(DOWN, true, QUICK, AGREED, false, NOW))
                .as("no answer is nobody's own trouble")
                .isEqualTo(Sign.DOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 415, 422})
    void anAnswerAboutOneSummarySaysThatTheEndpointWorks(int status) {
        lands(DOWN);
        lands(DOWN);
        assertThat(lands(PushOutcome.of(status, "", null))).isEqualTo(Sign.NOTHING);
        assertThat(lands(DOWN)).isEqualTo(Sign.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 405, 406, 408, 411, 414, 418, 421, 425, 431, 451, 499})
    void anAnswerThatMayConcernOneUserIsASuspicionHoweverOften(int status) {
        for (int n = 0; n < 10; n++) {
            assertThat(lands(PushOutcome.of(status, "", Duration.ofHours(1)))).isEqualTo(Sign.SUSPICION);
        }
        assertThat(room(Breaker.CLOSED)).isEqualTo(AGREED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 429, 500, 502, 503, 504, 599})
    void anyOtherAnswerIsAboutTheEndpoint(int status) {
        lands(PushOutcome.of(status, "", null));
        lands(PushOutcome.of(status, "", null));
        assertThat(lands(PushOutcome.of(status, "", null))).isEqualTo(Sign.DOWN);
    }

    @Test
    void anAdaptivePaceHalvesWhenThrottledAndComesBackButNeverAboveWhatWasAgreed() {
        Throttled throttled = new Throttled(429, "", Duration.ofSeconds(1));
        window.landed(throttled, false, QUICK, AGREED, true, NOW);
        assertThat(roomLater()).isEqualTo(4);
        window.landed(throttled, false, QUICK, AGREED, true, NOW);
        window.landed(throttled, false, QUICK, AGREED, true, NOW);
        window.landed(throttled, false, QUICK, AGREED, true, NOW);
        assertThat(roomLater()).isEqualTo(1);
        for (int i = 0; i < 1_000; i++) {
            window.landed(OK, false, QUICK, AGREED, true, NOW);
            assertThat(roomLater()).isBetween(1, AGREED);
        }
        assertThat(roomLater()).isEqualTo(AGREED);
    }

    @Test
    void anAdaptivePaceSlowsDownWhenAnswersTakeMuchLonger() {
        for (int i = 0; i < 100; i++) {
            window.landed(OK, false, QUICK, AGREED, true, NOW);
        }
        assertThat(room(Breaker.CLOSED)).isEqualTo(AGREED);
        for (int i = 0; i < 20; i++) {
            window.landed(OK, false, Duration.ofMillis(400), AGREED, true, NOW);
        }
        assertThat(room(Breaker.CLOSED)).isLessThan(AGREED / 2);
    }

    @Test
    void aPaceThatIsNotAdaptiveStaysAsAgreed() {
        window.landed(new Throttled(429, "", null), false, QUICK, AGREED, false, NOW);
        for (int i = 0; i < 20; i++) {
            window.landed(OK, false, Duration.ofSeconds(i), AGREED, false, NOW);
        }
        assertThat(room(Breaker.CLOSED)).isEqualTo(AGREED);
    }
}
