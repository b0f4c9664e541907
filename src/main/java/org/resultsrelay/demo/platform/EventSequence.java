package org.resultsrelay.demo.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The events of a learning platform on a busy day: mostly first attempts, but also retakes, provisional results that
 * become final, corrected scores, webhooks sent twice, and outdated events that arrive late. The same seed produces the
 * same sequence.
 */
final class EventSequence {

    private static final int REMEMBERED = 150;
    private static final int MOST_PROVISIONAL = 4;

    private final Random random;
    private final Grader grader;
    private final Deque<Untaken> untaken;
    private final Deque<Event> provisional = new ArrayDeque<>();
    private final List<Event> recent = new ArrayList<>();

    /** A test that a user has not taken yet. */
    private record Untaken(int user, OnlineTest test) {}

    EventSequence(Random random, int users, Grader grader) {
        this.random = random;
        this.grader = grader;
        this.untaken = shuffled(users, random);
    }

    private static Deque<Untaken> shuffled(int users, Random random) {
        List<Untaken> all = new ArrayList<>();
        for (int user = 1; user <= users; user++) {
            for (OnlineTest test : OnlineTest.values()) {
                all.add(new Untaken(user, test));
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
        if (!provisional.isEmpty() && (dice < 8 || provisional.size() == MOST_PROVISIONAL)) {
            return remembered(grader.finalResult(provisional.removeFirst()));
        }
        if (recent.isEmpty() || (dice < 76 && !untaken.isEmpty())) {
            return remembered(firstAttempt(untaken.removeFirst()));
        }
        return repeated(recent.get(random.nextInt(recent.size())));
    }

    private Event firstAttempt(Untaken next) {
        Event event = grader.firstAttempt(next.user, next.test);
        if (event.result().provisional()) {
            provisional.addLast(event);
        }
        return event;
    }

    private Event repeated(Event known) {
        int dice = random.nextInt(100);
        if (dice < 25 || known.result().provisional()) {
            return known; // the same webhook again
        }
        if (dice < 35) {
            return grader.outdated(known);
        }
        return remembered(dice < 60 ? grader.regraded(known) : grader.retaken(known));
    }

    private Event remembered(Event event) {
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.add(event);
        return event;
    }
}
