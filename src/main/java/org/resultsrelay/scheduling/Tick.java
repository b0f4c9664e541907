package org.resultsrelay.scheduling;

import java.time.Duration;

/**
 * A periodic duty. The loop calls {@link #tick()} again at once while it finds work and otherwise after {@link #every()};
 * tests call it directly.
 */
public interface Tick {

    /** Does what is due and says how much that was: 0 lets the loop rest. */
    int tick();

    /** How long to rest when nothing was due. */
    Duration every();

    /** Called from another thread when the loop stops: whoever waits for something outside returns soon. */
    default void interrupt() {}
}
