package org.resultsrelay.quarantine;

import org.jspecify.annotations.Nullable;

/** Whoever refused something once and can be asked to take it again; declared here, so that the quarantine knows none of them. */
public interface Replayer {

    /** The source whose content it understands, such as {@code webhook}. */
    String source();

    /** Takes the content as if it had just come. Must be safe to repeat: a crash may hide that it was taken. */
    Replay replay(@Nullable Long clientId, byte[] content);
}
