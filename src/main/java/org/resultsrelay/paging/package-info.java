/** How every list is paged: by a cursor that callers send back as they received it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problems"})
package org.resultsrelay.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
