package org.resultsrelay.demo;

import java.io.IOException;
import java.time.Duration;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.stage.Pauses;
import org.resultsrelay.demo.stage.Screen;
import org.resultsrelay.demo.stage.Screen.Tone;

/** The evening's accident: the client company's server goes down for a while and comes back. */
final class Outage {

    private static final Duration NEWS_EVERY = Duration.ofSeconds(5);

    private final Duration after;
    private final Duration length;
    private final SampleClient client;
    private final Registration registration;
    private final Screen screen;
    private final Pauses pauses;
    private final Thread thread = Thread.ofVirtual().name("demo-outage").unstarted(this::happen);
    private volatile boolean begun;

    Outage(
            Duration after,
            Duration length,
            SampleClient client,
            Registration registration,
            Screen screen,
            Pauses pauses) {
        this.after = after;
        this.length = length;
        this.client = client;
        this.registration = registration;
        this.screen = screen;
        this.pauses = pauses;
    }

    void schedule() {
        thread.start();
    }

    /** Lets an outage that has begun come to its end, and calls off one that has not. */
    void finish() throws InterruptedException {
        if (!begun) {
            thread.interrupt();
        }
        thread.join();
    }

    private void happen() {
        try {
            pauses.pause(after);
            begun = true;
            client.goDown();
            tell("The client company's server goes down for %s s: its port refuses connections."
                    .formatted(length.toSeconds()));
            last();
            client.comeBack();
            tell(
                    "The client company's server is back: a probe finds that out within seconds, then all who wait are served.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // called off, or the relay stops
        } catch (IOException e) {
            screen.line(Tone.BAD, "!!! The outage does not end as it should: " + e.getMessage());
        }
    }

    private void last() throws InterruptedException, IOException {
        for (Duration left = length; left.isPositive(); left = left.minus(NEWS_EVERY)) {
            pauses.pause(left.compareTo(NEWS_EVERY) < 0 ? left : NEWS_EVERY);
            screen.line(
                    Tone.FAINT,
                    "    ... down: %s users wait; the relay will send the newest summary of each, and no older ones"
                            .formatted(registration.waitingUsers()));
        }
    }

    private void tell(String text) {
        screen.line("");
        screen.line(Tone.STAGE, "--- " + text);
        screen.line("");
    }
}
