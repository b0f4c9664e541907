/**
 * The demo: a simulated learning platform and a sample client company that use the relay over HTTP like everyone else. Only in
 * the profile {@code demo}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
