/** How requests are refused: problem details (RFC 9457) that say what to fix. */
@NullMarked
@ApplicationModule(allowedDependencies = "database")
package org.resultsrelay.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
