/** Signs what is posted, pushes and alerts alike, as Standard Webhooks asks. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
