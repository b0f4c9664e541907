package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGate;
import org.resultsrelay.delivery.breaker.Pacing.Slots;
import org.resultsrelay.delivery.dispatch.ConcurrencyWindow.Sign;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.Accepted;
import org.resultsrelay.delivery.push.PushOutcome.Throttled;
import org.resultsrelay.delivery.queue.Attempt;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LaneTests implements LaneEnvironment, Lane.Deliverer {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ClientGate FREE = new ClientGate(1, Breaker.CLOSED, null, 0, null, null, null, Set.of());
    private static final Client ACME = new Client(
            1,
            "acme",
            "Acme",
            URI.create("https://acme.example/"),
            ScoringPolicy.BEST,
            SummaryDetail.TESTS,
            new Pace(null, 2, false),
            null,
            Duration.ofMinutes(5),
            null,
            null,
            List.of());

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> inFlight = new ArrayDeque<>();
    private final List<Long> pushed = new ArrayList<>();
    private final List<Long> database = new ArrayList<>();
    private final Lane lane = new Lane(1, this, this, this::execute);
    private final Deque<Slots> slots = new ArrayDeque<>();
    private final List<Integer> asked = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<Long> settled = new ArrayList<>();
    private final Set<Long> again = new HashSet<>();
    private final List<Long> givenBack = new ArrayList<>();
    private final List<List<Long>> requests = new ArrayList<>();
    private final Set<Long> failing = new HashSet<>();
    private final Map<Long, Summary> summaries = new HashMap<>();
    private Room room = room(2, false, NOW);
    private @Nullable PushOutcome answer = new Accepted(204, "");
    private @Nullable Error error;
    private boolean noMoreThreads;
    private long took = 5;
    private boolean taking;
    private boolean probing;
    private final Deque<Long> claimed = new ArrayDeque<>(); // and not started yet

    private static Room room(int share, boolean paused, Instant now) {
        return new Room(new Pace(null, share, false), share, paused, Duration.ZERO, Duration.ZERO, 1, FREE, now);
    }

    /** What a lane starts while it takes users, or right after the claim of a probe, are the pushes. */
    private void execute(Runnable task) {
        if (taking || probing) {
            probing = false;
            pushed.add(claimed.remove());
            if (noMoreThreads && !inFlight.isEmpty()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            inFlight.add(task);
        } else {
            tasks.add(task);
        }
    }

    @Override
    public String called(long clientId) {
        return "acme";
    }

    @Override
    public Room room(long clientId) {
        return room;
    }

    @Override
    public List<DueDelivery> these(long clientId, Collection<Long> userIds) {
        if (error != null) {
            Error thrown = error;
            error = null;
            throw thrown;
        }
        asked.add(userIds.size());
        return due(userIds, false);
    }

    @Override
    public List<DueDelivery> oldest(long clientId, int free, Duration due) {
        asked.add(free);
        return room.now().minus(due).isBefore(NOW) ? List.of() : oldest(free, false);
    }

    private List<DueDelivery> oldest(int free, boolean probe) {
        List<Long> first = List.copyOf(database.subList(0, Math.min(free, database.size())));
        database.removeAll(first);
        return due(first, probe);
    }

    private List<DueDelivery> due(Collection<Long> users, boolean probe) {
        claimed.addAll(users);
        probing = probe && !users.isEmpty();
        return users.stream()
                .map(user -> new Claimed(
                        user, 1, new UUID(0, user), NOW, NOW, NOW, 0, failing.contains(user) ? NOW : null, probe))
                .map(one -> new DueDelivery(ACME, one, summaries.get(one.userId())))
                .toList();
    }

    @Override
    public List<DueDelivery> probe(long clientId) {
        return oldest(1, true);
    }

    @Override
    public List<DueDelivery> probe(long clientId, long userId) {
        return due(List.of(userId), true);
    }

    @Override
    public List<Attempt> attempt(List<DueDelivery> request) {
        requests.add(request.stream().map(due -> due.claimed().userId()).toList());
        return answer == null
                ? List.of()
                : request.stream().map(due -> attempt(due, answer)).toList();
    }

    private Attempt attempt(DueDelivery due, PushOutcome outcome) {
        return new Attempt(
                ACME,
                due.claimed(),
                "u",
                1,
                1,
                new Push("", "", NOW, took, outcome),
                false,
                RetryDecision.onFormerEndpoint(NOW));
    }

    @Override
    public boolean followUp(List<Attempt> attempts, Sign sign, Instant failingSince) {
        return false;
    }

    @Override
    public List<Long> settle(List<Attempt> attempts) {
        List<Long> users =
                attempts.stream().map(attempt -> attempt.claimed().userId()).toList();
        settled.addAll(users);
        return users.stream().filter(again::remove).toList();
    }

    @Override
    public void giveBack(List<DueDelivery> unused) {
        unused.forEach(due -> givenBack.add(due.claimed().userId()));
        database.addAll(0, List.copyOf(claimed));
        claimed.clear();
    }

    @Override
    public Slots slots(long clientId, int perMinute, int most) {
        return slots.remove();
    }

    @Override
    public void later(Duration wait, Runnable task) {
        waits.add(wait);
        tasks.add(() -> {
            taking = false;
            room = new Room(
                    room.pace(),
                    room.share(),
                    room.paused(),
                    room.gather(),
                    room.fill(),
                    room.users(),
                    room.gate(),
                    room.now().plus(wait));
            task.run();
        });
    }

    private void run() {
        while (!tasks.isEmpty()) {
            runNext();
        }
    }

    private void runNext() {
        taking = true;
        tasks.remove().run();
        taking = false;
    }

    private void lands(int count) {
        for (int i = 0; i < count; i++) {
            inFlight.remove().run();
            run();
        }
    }

    @Test
    void neverMoreAreInFlightThanAgreed() {
        lane.look(List.of(1L, 2L, 3L, 4L, 5L));
        run();
        assertThat(pushed).containsExactly(1L, 2L);
        lands(1);
        assertThat(pushed).containsExactly(1L, 2L, 3L);
        lands(3);
        assertThat(pushed).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whoeverWaitsInTheDatabaseComesFirst() {
        database.addAll(List.of(11L, 12L, 13L));
        lane.look(List.of(1L));
        lane.lookInDatabase();
        run();
        lands(2);
        assertThat(pushed).containsExactly(11L, 12L, 13L, 1L);
    }

    @Test
    void moreThanItCanRememberIsFoundInTheDatabase() {
        room = room(5000, false, NOW);
        database.addAll(LongStream.range(10_000, 10_100).boxed().toList());
        lane.look(LongStream.range(0, 1_000).boxed().toList());
        run();
        assertThat(pushed).hasSize(612).startsWith(10_000L);
    }

    @Test
    void nobodyIsTakenWhileTheClientIsPaused() {
        room = room(2, true, NOW);
        lane.look(List.of(1L));
        run();
        assertThat(pushed).isEmpty();
        room = room(2, false, NOW);
        lane.lookInDatabase();
        run();
        assertThat(pushed).containsExactly(1L);
    }

    @Test
    void nobodyIsTakenBeforeTheTimeTheClientAskedFor() {
        lane.look(List.of(1L, 2L, 3L));
        run();
        answer = new Throttled(429, "", Duration.ofSeconds(30));
        lands(1);
        assertThat(pushed).containsExactly(1L, 2L);
        room = room(2, false, NOW.plusSeconds(30));
        lane.lookInDatabase();
        run();
        assertThat(pushed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aPacedLaneTakesWhatItsSlotsAllowAndComesBackForTheNext() {
        room = new Room(new Pace(600, 8, false), 8, false, Duration.ZERO, Duration.ZERO, 1, FREE, NOW);
        slots.add(new Slots(NOW, 1, NOW.plusMillis(150)));
        slots.add(new Slots(NOW.plusMillis(100), 1, NOW.plusMillis(250)));
        slots.add(new Slots(NOW.plusMillis(200), 1, NOW.plusMillis(350)));
        lane.look(List.of(1L, 2L, 3L));
        run();
        assertThat(pushed).containsExactly(1L, 2L, 3L);
        assertThat(waits).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @Test
    void howeverOftenItIsToldItSetsOneTimer() {
        room = new Room(new Pace(600, 8, false), 8, false, Duration.ZERO, Duration.ZERO, 1, FREE, NOW);
        slots.add(new Slots(NOW.plusSeconds(1), 1, NOW.plusSeconds(2)));
        var timer = new ArrayList<Runnable>();
        for (int told = 0; told < 5; told++) {
            lane.look(List.of(1L));
            runNext(); // finds that nobody may go yet
            if (told == 0) {
                timer.add(tasks.remove());
            }
        }
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
        tasks.addAll(timer);
        run();
        assertThat(pushed).containsExactly(1L);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aSlotThatNobodyUsedIsGone() {
        room = new Room(new Pace(600, 8, false), 8, false, Duration.ZERO, Duration.ZERO, 1, FREE, NOW);
        slots.add(new Slots(NOW, 1, NOW.plusMillis(150)));
        lane.lookInDatabase(); // where nobody is
        run();
        room = new Room(room.pace(), 8, false, Duration.ZERO, Duration.ZERO, 1, FREE, NOW.plusSeconds(1));
        slots.add(new Slots(NOW.plusSeconds(2), 1, NOW.plusSeconds(3)));
        lane.look(List.of(1L));
        runNext();
        assertThat(pushed).isEmpty();
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void whileWebhooksCrowdInEachUserWaitsUntilItHasBeenDueForLongEnough() {
        room = new Room(new Pace(null, 2, false), 2, false, Duration.ofMillis(100), Duration.ZERO, 1, FREE, NOW);
        database.addAll(List.of(1L, 2L, 3L)); // due since NOW
        lane.look(List.of(1L));
        runNext();
        assertThat(pushed).isEmpty();
        assertThat(waits).containsExactly(Duration.ofMillis(50));
        tasks.remove().run();
        runNext();
        assertThat(pushed).as("half of the time has passed").isEmpty();
        tasks.remove().run();
        runNext();
        assertThat(pushed).containsExactly(1L, 2L);
        lands(1);
        assertThat(pushed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whenTheCrowdIsOverNobodyWaits() {
        room = new Room(new Pace(null, 2, false), 2, false, Duration.ofMillis(100), Duration.ZERO, 1, FREE, NOW);
        database.addAll(List.of(1L));
        lane.look(List.of(1L));
        runNext();
        room = room(2, false, NOW.plusMillis(50));
        tasks.remove().run();
        run();
        assertThat(pushed).containsExactly(1L);
    }

    @Test
    void aProbeGoesThroughAGateThatIsShut() {
        room = new Room(
                new Pace(null, 2, false),
                2,
                false,
                Duration.ZERO,
                Duration.ZERO,
                1,
                new ClientGate(1, Breaker.OPEN, NOW, 0, NOW, "down", null, Set.of()),
                NOW);
        database.add(7L);
        lane.lookInDatabase();
        run();
        assertThat(pushed).isEmpty();
        assertThat(lane.probe()).isTrue();
        assertThat(lane.probe()).isFalse();
        assertThat(pushed).containsExactly(7L);
    }

    @Test
    void aLaneGoesOnAfterAnErrorAndSaysWhoseItIs(CapturedOutput output) {
        error = new StackOverflowError();
        lane.look(List.of(1L));
        run();
        assertThat(output).contains("Claiming users of acme failed");
        assertThat(pushed).isEmpty();
        lane.look(List.of(2L, 3L, 4L));
        run();
        assertThat(pushed).as("with all the room it had before").containsExactly(2L, 3L);
    }

    @Test
    void aLaneGoesOnWhereNoThreadCouldBeHad() {
        var starving = new AtomicBoolean(true);
        var starved = new Lane(1, this, this, task -> {
            if (starving.getAndSet(false)) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            execute(task);
        });
        assertThatThrownBy(() -> starved.look(List.of(1L))).isInstanceOf(OutOfMemoryError.class);
        starved.look(List.of(2L));
        run();
        assertThat(pushed).containsExactly(1L, 2L);
    }

    @Test
    void aPushThatCouldNotBeStartedTakesNoRoomAndTheOthersDo() {
        noMoreThreads = true;
        lane.look(List.of(1L, 2L)); // the first is on its way, the second is not
        runNext();
        noMoreThreads = false;
        lane.look(List.of(3L, 4L));
        run();
        assertThat(pushed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anAnswerIsSettledAlsoWhereNoThreadCanBeHadForTheNext() {
        var starved = new Lane(1, this, this, task -> {
            if (pushed.size() == 2 && !taking) {
                throw new RejectedExecutionException("no thread");
            }
            execute(task);
        });
        starved.look(List.of(1L, 2L, 3L));
        run();
        inFlight.remove().run();
        assertThat(settled).containsExactly(1L);
    }

    @Test
    void whoNeedsNoAttemptTakesNoRoom() {
        answer = null;
        lane.look(List.of(1L, 2L, 3L, 4L));
        run();
        lands(2);
        assertThat(pushed).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aUserOfWhomMoreWasWantedMeanwhileIsLookedAtAgain() {
        again.add(1L);
        lane.look(List.of(1L));
        run();
        lands(1);
        assertThat(pushed).containsExactly(1L, 1L);
    }

    @Test
    void aStoppedLaneTakesNobody() throws InterruptedException {
        lane.stop();
        lane.look(List.of(1L));
        lane.lookInDatabase();
        run();
        assertThat(pushed).isEmpty();
    }

    @Test
    void whoIsClaimedAheadIsStartedWhenThereIsRoom() {
        database.addAll(List.of(1L, 2L, 3L, 4L, 5L));
        lane.lookInDatabase();
        run();
        assertThat(database).containsExactly(5L);
        assertThat(pushed).containsExactly(1L, 2L);
        lands(2);
        assertThat(pushed).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whoIsClaimedAheadIsGivenBackWhereTheClientIsPaused() {
        lane.look(List.of(1L, 2L, 3L, 4L));
        run();
        room = room(2, true, NOW);
        lands(1);
        assertThat(pushed).containsExactly(1L, 2L);
        assertThat(givenBack).containsExactly(3L, 4L);
    }

    @Test
    void aSummaryThatHasWaitedForASecondIsReadAnew() {
        lane.look(List.of(1L, 2L, 3L, 4L));
        run();
        room = room(2, false, NOW.plusMillis(1_001));
        lands(1);
        assertThat(givenBack).containsExactly(3L, 4L);
        assertThat(pushed).as("claimed once more").containsExactly(1L, 2L, 3L);
    }

    @Test
    void ofASlowEndpointNobodyIsClaimedAhead() {
        took = 5_000;
        lane.look(List.of(1L, 2L));
        run();
        lands(2);
        asked.clear();
        lane.lookInDatabase();
        run();
        assertThat(asked).containsExactly(2);
    }

    @Test
    void aStoppedLaneGivesBackWhoWasClaimedAhead() throws InterruptedException {
        lane.look(List.of(1L, 2L, 3L));
        run();
        lane.stop();
        assertThat(givenBack).containsExactly(3L);
    }

    private void batches(int users, Duration fill, int tests) {
        room = new Room(new Pace(null, 2, false), 2, false, Duration.ZERO, fill, users, FREE, NOW);
        var test = new Summary.Test("t", null, 1, BigDecimal.ONE, BigDecimal.TEN, null, NOW);
        var totals = new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null);
        for (long user = 1; user <= 20; user++) {
            summaries.put(
                    user,
                    new Summary(
                            user,
                            "u",
                            1,
                            1,
                            totals,
                            Collections.nCopies(tests, test),
                            NOW,
                            SummaryDetail.TESTS,
                            false));
        }
    }

    @Test
    void aRequestOfABatchCarriesAsManyUsersAsAgreedAndCountsAsOne() {
        batches(3, Duration.ZERO, 1);
        lane.look(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
        run();
        assertThat(inFlight).as("in flight").hasSize(2);
        lands(2);
        assertThat(inFlight).hasSize(1);
        lands(1);
        assertThat(requests).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L, 8L));
        assertThat(settled).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void whoeverFailedBeforeOrCouldNotBeReadGoesAlone() {
        batches(10, Duration.ZERO, 1);
        failing.add(3L);
        summaries.remove(5L);
        lane.look(List.of(1L, 2L, 3L, 4L, 5L, 6L));
        run();
        lands(5);
        assertThat(requests).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L), List.of(5L), List.of(6L));
    }

    @Test
    void aRequestHoldsNoMoreTestsThanFitIntoASmallBody() {
        batches(10, Duration.ZERO, 2_000);
        lane.look(List.of(1L, 2L, 3L, 4L, 5L));
        run();
        lands(3);
        assertThat(requests).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
    }

    @Test
    void usersWaitForOthersUntilTheyFillABatch() {
        batches(3, Duration.ofMillis(40), 1);
        database.addAll(List.of(1L, 2L));
        lane.look(List.of(1L));
        runNext();
        assertThat(pushed).isEmpty();
        assertThat(waits).as("no longer than agreed").containsExactly(Duration.ofMillis(40));
        database.add(3L);
        lane.look(List.of(2L, 3L));
        tasks.removeFirst(); // the timer is not due yet
        run();
        assertThat(pushed).as("a full batch goes at once").isNotEmpty();
        lands(1);
        assertThat(requests).containsExactly(List.of(1L, 2L, 3L));
    }

    @Test
    void usersOfABatchWaitNoLongerThanAgreed() {
        batches(3, Duration.ofMillis(40), 1);
        database.addAll(List.of(1L, 2L));
        lane.look(List.of(1L));
        run();
        lands(1);
        assertThat(requests).containsExactly(List.of(1L, 2L));
        assertThat(waits).as("and nobody waits for others who are not due").hasSize(1);
    }

    @Test
    void whoeverIsClaimedDoesNotWaitForOthersAgain() {
        batches(3, Duration.ofMillis(40), 1);
        failing.add(2L);
        database.addAll(List.of(1L, 2L, 3L, 4L, 5L));
        lane.lookInDatabase();
        run();
        lands(1);
        assertThat(inFlight).as("the third request is on its way").hasSize(2);
        assertThat(waits).as("only before the claim").hasSize(1);
        lands(2);
        assertThat(requests).containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L, 5L));
    }

    @Test
    void slotsCountRequests() {
        batches(2, Duration.ZERO, 1);
        room = new Room(new Pace(600, 2, false), 2, false, Duration.ZERO, Duration.ZERO, 2, FREE, NOW);
        slots.add(new Slots(NOW, 3, NOW.plusMillis(150)));
        lane.look(List.of(1L, 2L, 3L, 4L, 5L));
        run();
        lands(1);
        assertThat(inFlight).as("two requests left one slot").hasSize(2);
        lands(2);
        assertThat(requests).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
    }
}
