/** Durable work in small steps: the one clock and tick loop, deadlines, the backoff between attempts, commits that are shared. */
@NullMarked
@ApplicationModule(allowedDependencies = "database")
package org.resultsrelay.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
