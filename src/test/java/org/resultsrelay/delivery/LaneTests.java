package org.resultsrelay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LaneTests implements Dispatch {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Long> pushed = new ArrayList<>();
    private final List<Long> database = new ArrayList<>();
    private final Lane lane = new Lane(1, this, tasks::add);
    private Room room = new Room(2, false, NOW);

    @Override
    public Room room(long clientId) {
        return room;
    }

    @Override
    public int these(long clientId, Collection<Long> userIds, Lane ours) {
        pushed.addAll(userIds);
        return userIds.size();
    }

    @Override
    public int oldest(long clientId, int limit, Lane ours) {
        List<Long> first = List.copyOf(database.subList(0, Math.min(limit, database.size())));
        database.removeAll(first);
        pushed.addAll(first);
        return first.size();
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void lands(int count) {
        for (int i = 0; i < count; i++) {
            lane.landed();
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
        room = new Room(5000, false, NOW);
        database.addAll(LongStream.range(10_000, 10_100).boxed().toList());
        lane.look(LongStream.range(0, 1_000).boxed().toList());
        run();
        assertThat(pushed).hasSize(612).startsWith(10_000L);
    }

    @Test
    void nobodyIsTakenWhileTheClientIsPausedOrHasAskedForAPause() {
        room = new Room(2, true, NOW);
        lane.look(List.of(1L));
        run();
        assertThat(pushed).isEmpty();
        room = new Room(2, false, NOW);
        lane.holdUntil(NOW.plusSeconds(30));
        lane.lookInDatabase();
        run();
        assertThat(pushed).isEmpty();
        room = new Room(2, false, NOW.plusSeconds(30));
        lane.lookInDatabase();
        run();
        assertThat(pushed).containsExactly(1L);
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
    void successAfterSeveralFailuresIsARecoveryButNotTooOften() {
        assertThat(lane.recovers(NOW)).isTrue();
        assertThat(lane.recovers(NOW.plusSeconds(60))).isFalse();
        for (int i = 0; i < 3; i++) {
            lane.failed();
        }
        assertThat(lane.recovers(NOW.plusSeconds(61))).isTrue();
        for (int i = 0; i < 3; i++) {
            lane.failed();
        }
        assertThat(lane.recovers(NOW.plusSeconds(62))).isFalse();
    }
}
