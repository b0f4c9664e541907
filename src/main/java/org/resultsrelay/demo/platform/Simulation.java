package org.resultsrelay.demo.platform;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.resultsrelay.demo.terminal.Pauses;

/** Simulated results, posted at a pace that a person can follow. */
public final class Simulation implements Workload {

    private final Plan plan;
    private final Pauses pauses;
    private final Clock clock;

    public Simulation(Plan plan, Pauses pauses, Clock clock) {
        this.plan = plan;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** {@code pace}: requests a second. The same {@code seed} produces the same results. */
    public record Plan(Duration duration, double pace, int users, long seed) {}

    @Override
    public String announcement() {
        return "A learning platform posts the results of %s users for %s s."
                .formatted(plan.users(), plan.duration().toSeconds());
    }

    @Override
    public void post(WebhookSender sender) throws IOException, InterruptedException {
        Random random = new Random(plan.seed());
        String run = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
        EventSequence events = new EventSequence(random, plan.users(), new Grader(random, plan.users(), clock, run));
        Duration interval = Duration.ofNanos((long) (1e9 / plan.pace()));
        Instant end = clock.instant().plus(plan.duration());
        for (Instant due = clock.instant(); due.isBefore(end); due = due.plus(interval)) {
            pauses.pause(Duration.between(clock.instant(), due));
            sender.post(events.next());
        }
    }
}
