/** The servers the relay brings along: embedded PostgreSQL and Kafka under one data directory. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.runtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
