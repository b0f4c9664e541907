package org.resultsrelay.demo.platform;

import java.io.IOException;

/** What the platform does in the show: play for a while, or replay a file. */
public interface Act {

    /** What the audience should know beforehand. */
    String announcement();

    /** Posts everything; returns when the last result was answered. */
    void perform(Intake intake) throws IOException, InterruptedException;
}
