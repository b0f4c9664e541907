/** How messages to people say times, durations, numbers and foreign text. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
