/** Caches rows that rarely change, so that the hot path runs no SQL for them. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
