/** Input that could not be used, kept with its bytes and the reason until somebody replays or discards it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "clients", "database", "paging", "problems", "scheduling", "text"})
package org.resultsrelay.quarantine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
