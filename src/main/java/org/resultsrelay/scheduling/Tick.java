package org.resultsrelay.scheduling;

import java.time.Duration;

/**
 * A periodic duty. The loop calls {@link #tick()} again at once while it finds work and otherwise after {@link #every()};
 * tests call it directly.
 */
public interface Tick {

    /** Does what is due and returns how much that was; 0 lets the loop rest. */
    int tick();

    /** How long to rest when nothing was due. */
    Duration every();

    /** Called from another thread when the loop stops: a tick that waits for something outside should return soon. */
    default void interrupt() {}
}
