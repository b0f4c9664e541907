/** The relay's own servers: embedded PostgreSQL and Kafka under one data directory. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.runtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
