/** Takes webhooks: refuses bad ones precisely, and hands good ones to the results. */
@NullMarked
@ApplicationModule(allowedDependencies = {"results", "access", "quarantine", "problems", "statistics"})
package org.resultsrelay.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
