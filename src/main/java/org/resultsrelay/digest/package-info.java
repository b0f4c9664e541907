/** The daily message: what was relayed, late and refused, by client, compared with a usual day. */
@NullMarked
@ApplicationModule(allowedDependencies = {"clients", "incidents", "notify", "statistics", "text", "scheduling"})
package org.resultsrelay.digest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
