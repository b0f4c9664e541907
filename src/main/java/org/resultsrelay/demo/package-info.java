/** A playing platform and a sample client company, which use the relay over HTTP like everyone else; only in the profile demo. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
