/** Who did what, and from where: recorded in the transaction of the action. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "paging", "problems"})
package org.resultsrelay.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
