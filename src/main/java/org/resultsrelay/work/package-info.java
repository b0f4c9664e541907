/** Durable work in small steps: the one tick loop, the backoff between attempts. */
@NullMarked
@ApplicationModule(allowedDependencies = "database")
package org.resultsrelay.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
