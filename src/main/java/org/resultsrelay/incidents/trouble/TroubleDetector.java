package org.resultsrelay.incidents.trouble;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for some kinds of trouble. It returns everything that is wrong now; what it no longer returns is over. */
public interface TroubleDetector {

    /** What it looks for. If it fails, nothing is known about these. */
    Set<TroubleKind> kinds();

    /** {@code open} says when each open incident began, by its key. */
    List<Trouble> findings(Map<String, Instant> open, Instant now);
}
