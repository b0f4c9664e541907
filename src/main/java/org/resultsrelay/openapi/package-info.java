/** How the API describes itself: an OpenAPI 3.1 document that a client can be generated from. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
