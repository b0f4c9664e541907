/** Signs pushes and alerts as Standard Webhooks prescribes. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
