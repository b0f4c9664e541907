package org.resultsrelay.incidents.episode;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A place to look for trouble. It tells all that is wrong now, every time; what it no longer tells is over. */
public interface Source {

    /** What it looks for. When it fails, nothing is known of these. */
    Set<Kind> kinds();

    /** {@code open}: the episodes that are open now, for a source that needs to know since when. */
    List<Finding> findings(Collection<Incident> open, Instant now);
}
