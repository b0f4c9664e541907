package org.resultsrelay.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.scheduling.Backoff;

class RetryDecisionTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Backoff BACKOFF =
            new Backoff(List.of(Duration.ofSeconds(2), Duration.ofSeconds(50), Duration.ofMinutes(5)));
    private static final double NO_JITTER = 0.5;

    private static RetryDecision on(PushOutcome outcome, int attempts, @Nullable Instant failingSince) {
        return on(outcome, attempts, failingSince, false);
    }

    private static RetryDecision on(PushOutcome outcome, int attempts, @Nullable Instant failingSince, boolean probe) {
        var claimed = new Claimed(1, 1, new UUID(0, 0), NOW.plusSeconds(60), NOW, NOW, attempts, failingSince, probe);
        return RetryDecision.on(outcome, claimed, BACKOFF, NOW, NO_JITTER);
    }

    @Test
    void acceptedEndsAllTrouble() {
        assertThat(on(PushOutcome.of(204, "", null), 4, NOW.minusSeconds(90)))
                .isEqualTo(new RetryDecision(true, NOW, 0, null, false, null));
    }

    @Test
    void failuresBackOffAndBecomeTroubleOnceTheFirstMinuteIsUsedUp() {
        RetryDecision first = on(PushOutcome.of(500, "oops", null), 0, null);
        assertThat(first.dueAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(first.failingSince()).isEqualTo(NOW);
        assertThat(first.troubled()).isFalse();
        assertThat(first.lastError()).isEqualTo("answered 500: oops");
        RetryDecision third = on(new PushOutcome.Unreachable("connection refused"), 2, NOW.minusSeconds(52));
        assertThat(third.troubled()).isTrue();
        assertThat(third.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(third.lastError()).isEqualTo("connection refused");
    }

    @Test
    void whatTheRelayItselfFailedToDoIsTriedAgain() {
        RetryDecision verdict = on(new PushOutcome.OwnFault("the relay itself failed: StackOverflowError"), 0, null);
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.dueAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(verdict.lastError()).isEqualTo("the relay itself failed: StackOverflowError");
    }

    @Test
    void pastTheLastStepItGoesOnAtThatStepForEver() {
        assertThat(on(PushOutcome.of(500, "", null), 99, NOW).dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aRefusedSummaryIsSetAsideAtOnce() {
        for (int status : new int[] {400, 409, 413, 415, 422}) {
            RetryDecision verdict = on(PushOutcome.of(status, "no such user", null), 0, null);
            assertThat(verdict.dueAt()).isEqualTo(RetryDecision.NEVER);
            assertThat(verdict.troubled()).isTrue();
        }
    }

    @Test
    void retryAfterIsTheLeastThatIsWaited() {
        RetryDecision verdict = on(PushOutcome.of(429, "slow down", Duration.ofHours(3)), 1, null);
        assertThat(verdict.dueAt()).isEqualTo(NOW.plus(Duration.ofHours(3)));
        assertThat(verdict.attempts()).isEqualTo(2);
        assertThat(verdict.troubled()).as("so long is no hiccup").isTrue();
        assertThat(on(PushOutcome.of(503, "", Duration.ofHours(1)), 0, null).dueAt())
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
        RetryDecision soon = on(PushOutcome.of(503, "", Duration.ofSeconds(1)), 0, null);
        assertThat(soon.dueAt()).as("its own step is longer").isEqualTo(NOW.plusSeconds(2));
        assertThat(soon.troubled()).isFalse();
    }

    @Test
    void whoeverSaysWhenToComeBackIsNotLeftAloneForHours() {
        assertThat(on(PushOutcome.of(429, "", Duration.ofSeconds(1)), 99, null).dueAt())
                .isEqualTo(NOW.plusSeconds(50));
    }

    @Test
    void aFailedProbeLeavesItsUserWhereItWas() {
        RetryDecision verdict = on(PushOutcome.of(500, "", null), 3, NOW.minusSeconds(5), true);
        assertThat(verdict.attempts()).isEqualTo(3);
        assertThat(verdict.dueAt()).isEqualTo(NOW);
        assertThat(verdict.accepted()).isFalse();
    }

    @Test
    void aRefusedProbeIsItsUsersOwnTrouble() {
        assertThat(on(PushOutcome.of(422, "", null), 0, null, true).dueAt()).isEqualTo(RetryDecision.NEVER);
    }

    @Test
    void throttlingWithoutATimeBacksOffLikeAFailure() {
        assertThat(on(PushOutcome.of(429, "", null), 0, null).attempts()).isEqualTo(1);
    }

    @Test
    void redirectsAndOtherAnswersAreFailures() {
        for (int status : new int[] {301, 302, 307, 401, 403, 404, 500, 599}) {
            assertThat(PushOutcome.of(status, "", null)).isInstanceOf(PushOutcome.Failed.class);
        }
        assertThat(PushOutcome.of(410, "", null)).isInstanceOf(PushOutcome.Gone.class);
    }
}
