package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.delivery.queue.Claimed;

class IntakePriorityTests {

    private static final long ACME = 1;
    private static final long GLOBEX = 2;
    private static final Duration LATE = Duration.ofMillis(150);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final AtomicBoolean crowded = new AtomicBoolean();
    private final IntakePriority intakePriority = new IntakePriority(crowded::get, Duration.ofSeconds(5), NOW);

    private long lastAskedMs;

    @BeforeEach
    void acmeIsLate() {
        claims(ACME, 1, LATE, true);
    }

    /** Asks every 50 ms until then, as a lane does for whose users somebody waits. */
    private boolean intakeFirst(double seconds) {
        long until = Math.round(seconds * 1_000);
        while (lastAskedMs + 50 < until) {
            askAfterSilence(lastAskedMs + 50);
        }
        return askAfterSilence(until);
    }

    private boolean askAfterSilence(long ms) {
        lastAskedMs = ms;
        return intakePriority.isIntakes(ACME, NOW.plusMillis(ms));
    }

    @Test
    void nobodyMakesWayWhileItIsCalm() {
        assertThat(intakeFirst(0)).isFalse();
        assertThat(intakeFirst(3_600)).isFalse();
    }

    @Test
    void aCrowdGoesFirstAtOnceAndUntilItIsOver() {
        intakeFirst(100);
        crowded.set(true);
        assertThat(intakeFirst(100.1)).isTrue();
        assertThat(intakeFirst(104)).isTrue();
        crowded.set(false);
        assertThat(intakeFirst(104.1)).isFalse();
    }

    @Test
    void aLastingCrowdHoldsNobodyBackForEver() {
        crowded.set(true);
        assertThat(intakeFirst(0)).isTrue();
        assertThat(intakeFirst(5)).isFalse();
        assertThat(intakeFirst(3_600)).isFalse();
    }

    @Test
    void momentsOfCalmDoNotStartItAnew() {
        crowded.set(true);
        intakeFirst(0);
        assertThat(intakeFirst(6)).isFalse();
        crowded.set(false);
        assertThat(intakeFirst(6.2)).isFalse();
        crowded.set(true);
        assertThat(intakeFirst(6.25)).isTrue();
        assertThat(intakeFirst(6.5)).isFalse();
    }

    @Test
    void calmTimeGivesItBackButNoMoreThanThereWas() {
        crowded.set(true);
        intakeFirst(0);
        intakeFirst(5);
        crowded.set(false);
        intakeFirst(60);
        crowded.set(true);
        assertThat(intakeFirst(60.05)).isTrue();
        assertThat(intakeFirst(65)).isTrue();
        assertThat(intakeFirst(65.05)).isFalse();
    }

    @Test
    void aSilenceIsCalmAlsoWhenItWasCrowdedBefore() {
        crowded.set(true);
        intakeFirst(0);
        assertThat(intakeFirst(6)).isFalse();
        assertThat(askAfterSilence(60_000)).isTrue();
    }

    @Test
    void whoeverKeepsUpGivesNoWay() {
        crowded.set(true);
        claims(GLOBEX, 1, SOON, true);
        assertThat(intakePriority.makesWay(GLOBEX)).isFalse();
        assertThat(intakePriority.isIntakes(GLOBEX, NOW)).isFalse();
        assertThat(intakePriority.isIntakes(GLOBEX, NOW.plusSeconds(60)))
                .as("and spends nothing")
                .isFalse();
        claims(GLOBEX, 1, LATE, true);
        assertThat(intakePriority.makesWay(GLOBEX)).isTrue();
        assertThat(intakePriority.isIntakes(GLOBEX, NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void whoeverHasCaughtUpGivesNoWayAnyMore() {
        crowded.set(true);
        assertThat(intakeFirst(0)).isTrue();
        claims(ACME, 1, SOON, true);
        assertThat(intakePriority.makesWay(ACME)).isFalse();
        assertThat(intakeFirst(0.05)).isFalse();
    }

    @Test
    void nobodyMakesWayWhileItIsCalmHoweverLate() {
        assertThat(intakePriority.makesWay(ACME)).isFalse();
    }

    @Test
    void allMakeWayWhenManyWaitThatNeedNotWaitForTheirClient() {
        crowded.set(true);
        claims(ACME, 100, SOON, false);
        assertThat(intakePriority.makesWay(GLOBEX)).isTrue();
        claims(ACME, 100, Duration.ofMillis(5), false);
        assertThat(intakePriority.makesWay(GLOBEX)).isFalse();
    }

    @Test
    void noClientThatIsSlowMakesOthersGiveWay() {
        crowded.set(true);
        claims(ACME, 100, LATE, true);
        assertThat(intakePriority.makesWay(ACME)).isTrue();
        assertThat(intakePriority.makesWay(GLOBEX)).isFalse();
    }

    @Test
    void oneLongWaitIsNotEnough() {
        crowded.set(true);
        claims(ACME, 100, Duration.ofMillis(5), false);
        claims(ACME, 1, Duration.ofHours(1), false);
        assertThat(intakePriority.makesWay(GLOBEX)).isFalse();
    }

    @Test
    void whoeverWaitedLeastTellsHowLateTheyAreAndFurtherAttemptsTellNothing() {
        crowded.set(true);
        var users = List.of(due(SOON, 0), due(LATE, 0), due(Duration.ofHours(1), 3));
        intakePriority.claimed(ACME, users, true, NOW);
        assertThat(intakePriority.makesWay(ACME)).isFalse();
        intakePriority.claimed(ACME, users.subList(1, 3), true, NOW);
        assertThat(intakePriority.makesWay(ACME)).isTrue();
        intakePriority.claimed(GLOBEX, users.subList(2, 3), true, NOW);
        assertThat(intakePriority.makesWay(GLOBEX)).isFalse();
    }

    private void claims(long client, int times, Duration waited, boolean forTheirClient) {
        for (int i = 0; i < times; i++) {
            intakePriority.claimed(client, List.of(due(waited, 0)), forTheirClient, NOW);
        }
    }

    private static Claimed due(Duration ago, int attempts) {
        Instant since = NOW.minus(ago);
        return new Claimed(1, ACME, new UUID(0, 0), NOW.plusSeconds(60), since, since, attempts, null, false);
    }
}
