/** Who did what, from where: kept in the transaction of the deed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "paging", "problems"})
package org.resultsrelay.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
