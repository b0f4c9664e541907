/** Client companies: endpoint, signing secrets, pace, batch, policy and pause. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cache", "paging", "problems", "runtime", "signing", "text"})
package org.resultsrelay.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
