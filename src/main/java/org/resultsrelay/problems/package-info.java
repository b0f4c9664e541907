/** The one voice in which the relay refuses a request: problem details (RFC 9457) that say what to mend. */
@NullMarked
@ApplicationModule(allowedDependencies = "database")
package org.resultsrelay.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
