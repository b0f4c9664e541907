/** What could not be used, kept with its bytes and the reason, so that nothing accepted is thrown away. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.quarantine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
