/** The API's description: an OpenAPI 3.1 document from which a client can be generated. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
