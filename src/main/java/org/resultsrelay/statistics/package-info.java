/** How much happened to each client company in each hour, counted in memory and kept for a while: what is usual, and what was. */
@NullMarked
@ApplicationModule(allowedDependencies = {"scheduling"})
package org.resultsrelay.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
