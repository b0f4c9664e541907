/** Users and their test results: what was reported, which results stand, and the totals over them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clients", "scheduling", "text"})
package org.resultsrelay.results;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
