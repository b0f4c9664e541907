package org.resultsrelay.demo.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a learning platform reports on a busy day, event by event: mostly first attempts, then retakes, provisional results
 * that become final, regrades, webhooks sent twice, and old news that arrives late. The same seed plays the same day.
 */
final class Play {

    private static final int REMEMBERED = 150;
    private static final int MOST_UNMARKED = 4;

    private final Random random;
    private final Examiner examiner;
    private final Deque<Seat> seats;
    private final Deque<Event> unmarked = new ArrayDeque<>();
    private final List<Event> recent = new ArrayList<>();

    /** A user before a test not taken yet. */
    private record Seat(int user, Course course) {}

    Play(Random random, int users, Examiner examiner) {
        this.random = random;
        this.examiner = examiner;
        this.seats = shuffledSeats(users, random);
    }

    private static Deque<Seat> shuffledSeats(int users, Random random) {
        List<Seat> all = new ArrayList<>();
        for (int user = 1; user <= users; user++) {
            for (Course course : Course.values()) {
                all.add(new Seat(user, course));
            }
        }
        Collections.shuffle(all, random);
        return new ArrayDeque<>(all);
    }

    /** The next request: one event, or several that the platform has gathered. */
    List<Event> next() {
        int size = random.nextInt(100) < 6 ? 3 + random.nextInt(5) : 1;
        return Stream.generate(this::event).limit(size).toList();
    }

    private Event event() {
        int dice = random.nextInt(100);
        if (!unmarked.isEmpty() && (dice < 8 || unmarked.size() == MOST_UNMARKED)) {
            return remembered(examiner.marked(unmarked.removeFirst()));
        }
        if (recent.isEmpty() || (dice < 76 && !seats.isEmpty())) {
            return remembered(firstAttempt(seats.removeFirst()));
        }
        return repeated(recent.get(random.nextInt(recent.size())));
    }

    private Event firstAttempt(Seat seat) {
        Event event = examiner.firstAttempt(seat.user, seat.course);
        if (event.result().provisional()) {
            unmarked.addLast(event);
        }
        return event;
    }

    private Event repeated(Event known) {
        int dice = random.nextInt(100);
        if (dice < 25 || known.result().provisional()) {
            return known; // the same webhook once more
        }
        if (dice < 35) {
            return examiner.lateNews(known);
        }
        return remembered(dice < 60 ? examiner.regraded(known) : examiner.retaken(known));
    }

    private Event remembered(Event event) {
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.add(event);
        return event;
    }
}
