package org.resultsrelay.demo;

import java.io.IOException;
import java.time.Duration;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.stage.Pauses;
import org.resultsrelay.demo.stage.Screen;
import org.resultsrelay.demo.stage.Screen.Tone;

/** The evening's accident: the client company's server goes down for a while and comes back. */
final class Outage {

    private final SampleClient client;
    private final Screen screen;
    private final Pauses pauses;
    private final Duration after;
    private final Duration length;
    private final Thread thread = Thread.ofVirtual().name("demo-outage").unstarted(this::happen);
    private volatile boolean begun;

    Outage(SampleClient client, Screen screen, Pauses pauses, Duration after, Duration length) {
        this.client = client;
        this.screen = screen;
        this.pauses = pauses;
        this.after = after;
        this.length = length;
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
            tell("The client company's server goes down for %d s: its port refuses connections."
                    .formatted(length.toSeconds()));
            pauses.pause(length);
            client.comeBack();
            tell("The client company's server is back: each waiting user gets one summary, the newest.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // called off, or the relay stops
        } catch (IOException e) {
            screen.line(Tone.BAD, "!!! The client company's server cannot come back: " + e.getMessage());
        }
    }

    private void tell(String text) {
        screen.line("");
        screen.line(Tone.STAGE, "--- " + text);
        screen.line("");
    }
}
