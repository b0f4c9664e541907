package org.resultsrelay.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The platform plays at a pace that a person can follow. */
final class PlayAct implements Act {

    private final DemoProperties properties;
    private final Pauses pauses;
    private final Clock clock;

    PlayAct(DemoProperties properties, Pauses pauses, Clock clock) {
        this.properties = properties;
        this.pauses = pauses;
        this.clock = clock;
    }

    @Override
    public String announcement() {
        return "A learning platform posts the results of %d users for %d s."
                .formatted(properties.users(), properties.duration().toSeconds());
    }

    @Override
    public void perform(Intake intake) throws IOException, InterruptedException {
        Random random = new Random(properties.seed());
        String run = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
        Play play = new Play(random, properties.users(), new Examiner(random, properties.users(), clock, run));
        Duration interval = Duration.ofNanos((long) (1e9 / properties.pace()));
        Instant end = clock.instant().plus(properties.duration());
        for (Instant due = clock.instant(); due.isBefore(end); due = due.plus(interval)) {
            pauses.pause(Duration.between(clock.instant(), due));
            intake.post(play.next());
        }
    }
}
