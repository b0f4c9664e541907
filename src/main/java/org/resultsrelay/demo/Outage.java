package org.resultsrelay.demo;

import java.io.IOException;
import java.time.Duration;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.terminal.Pauses;
import org.resultsrelay.demo.terminal.Screen;
import org.resultsrelay.demo.terminal.Screen.Tone;

/** Takes the client company's server down for a while and brings it back. */
final class Outage {

    private static final Duration PRINT_EVERY = Duration.ofSeconds(5);

    private final Duration after;
    private final Duration length;
    private final SampleClient client;
    private final CompanyAdmin admin;
    private final Screen screen;
    private final Pauses pauses;
    private final Thread thread = Thread.ofVirtual().name("demo-outage").unstarted(this::run);
    private volatile boolean begun;

    Outage(Duration after, Duration length, SampleClient client, CompanyAdmin admin, Screen screen, Pauses pauses) {
        this.after = after;
        this.length = length;
        this.client = client;
        this.admin = admin;
        this.screen = screen;
        this.pauses = pauses;
    }

    void schedule() {
        thread.start();
    }

    /** Waits for the end of an outage that has begun, and cancels one that has not. */
    void finish() throws InterruptedException {
        if (!begun) {
            thread.interrupt();
        }
        thread.join();
    }

    private void run() {
        try {
            pauses.pause(after);
            begun = true;
            client.goDown();
            heading("The client company's server goes down for %s s: it refuses connections."
                    .formatted(length.toSeconds()));
            waitWhileDown();
            client.comeBack();
            heading("The client company's server is back. The relay notices within seconds and sends what waits.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // cancelled, or the relay is stopping
        } catch (IOException e) {
            screen.line(Tone.BAD, "!!! The outage could not be ended: " + e.getMessage());
        }
    }

    private void waitWhileDown() throws InterruptedException, IOException {
        for (Duration left = length; left.isPositive(); left = left.minus(PRINT_EVERY)) {
            pauses.pause(left.compareTo(PRINT_EVERY) < 0 ? left : PRINT_EVERY);
            screen.line(
                    Tone.FAINT,
                    "    ... still down: %s users wait, and each will get only the newest summary"
                            .formatted(admin.waitingUsers()));
        }
    }

    private void heading(String text) {
        screen.line("");
        screen.line(Tone.HEADING, "--- " + text);
        screen.line("");
    }
}
