package org.resultsrelay.incidents.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.TroubleKind;

/** Looks for some kinds of trouble. It tells all that is wrong now, every time; what it no longer tells is over. */
public interface TroubleDetector {

    /** What it looks for. When it fails, nothing is known of these. */
    Set<TroubleKind> kinds();

    /** {@code open}: since when each incident lasts that is open, by its key, for a detector that needs to know. */
    List<Trouble> findings(Map<String, Instant> open, Instant now);
}
