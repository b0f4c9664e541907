package org.resultsrelay.quarantine;

/**
 * Processes content again that it once refused. Each source implements it, so that the quarantine knows none of them.
 */
public interface Replayer {

    /** The source whose content it understands, such as {@code webhook}: the part before a slash. */
    String source();

    /**
     * Processes the input as if it had just arrived. Must be safe to repeat: a crash may hide that it was processed.
     */
    Replay replay(QuarantinedInput kept);
}
