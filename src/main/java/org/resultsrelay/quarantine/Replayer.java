package org.resultsrelay.quarantine;

import org.jspecify.annotations.Nullable;

/**
 * Processes content again that it once refused. Each source implements it, so that the quarantine knows none of them.
 */
public interface Replayer {

    /** The source whose content it understands, such as {@code webhook}. */
    String source();

    /**
     * Processes the content as if it had just arrived. Must be safe to repeat: a crash may hide that it was processed.
     */
    Replay replay(@Nullable Long clientId, byte[] content);
}
