/** Users and their test results: what was reported, which of it stands, and the totals over it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clients", "scheduling", "text"})
package org.resultsrelay.results;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
