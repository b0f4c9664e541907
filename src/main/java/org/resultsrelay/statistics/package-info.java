/** Counts for each client and quarter of an hour, kept for a while: what happened, and what is usual. */
@NullMarked
@ApplicationModule(allowedDependencies = {"scheduling"})
package org.resultsrelay.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
