/** How the relay starts: its own PostgreSQL and Kafka under one data directory, and checks that say what to fix. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.runtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
