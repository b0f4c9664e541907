/** How messages to people say times, durations, numbers and foreign text, and which text is taken from people. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
