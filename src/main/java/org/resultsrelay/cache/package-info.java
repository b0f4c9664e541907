/** What the database answered a moment ago, so that the hot path runs no SQL for what seldom changes. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
