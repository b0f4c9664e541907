/**
 * How the relay treats database connections: which failures are the database's own, and how long a statement may take.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
