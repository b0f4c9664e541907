/** Time and work: the one clock, the tick loop, deadlines, the backoff between attempts, and shared commits. */
@NullMarked
@ApplicationModule(allowedDependencies = "database")
package org.resultsrelay.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
