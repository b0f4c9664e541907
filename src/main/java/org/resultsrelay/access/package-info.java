/** Who may call: API tokens and their scopes, the security chain. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clients", "database", "cache", "paging", "problems", "runtime", "text"})
package org.resultsrelay.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
