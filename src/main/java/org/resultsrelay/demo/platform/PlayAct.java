package org.resultsrelay.demo.platform;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.resultsrelay.demo.stage.Pauses;

/** The platform plays at a pace that a person can follow. */
public final class PlayAct implements Act {

    private final Script script;
    private final Pauses pauses;
    private final Clock clock;

    public PlayAct(Script script, Pauses pauses, Clock clock) {
        this.script = script;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** How long, how many requests a second, whose results; the same seed plays the same. */
    public record Script(Duration duration, double pace, int users, long seed) {}

    @Override
    public String announcement() {
        return "A learning platform posts the results of %s users for %s s."
                .formatted(script.users(), script.duration().toSeconds());
    }

    @Override
    public void perform(Intake intake) throws IOException, InterruptedException {
        Random random = new Random(script.seed());
        String run = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
        Play play = new Play(random, script.users(), new Examiner(random, script.users(), clock, run));
        Duration interval = Duration.ofNanos((long) (1e9 / script.pace()));
        Instant end = clock.instant().plus(script.duration());
        for (Instant due = clock.instant(); due.isBefore(end); due = due.plus(interval)) {
            pauses.pause(Duration.between(clock.instant(), due));
            intake.post(play.next());
        }
    }
}
