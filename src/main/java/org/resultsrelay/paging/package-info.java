/** How every list is paged: by a cursor that callers hand back as they got it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problems"})
package org.resultsrelay.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
