/** Notices trouble, opens an incident for it, tells people once, and says when it is over. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "clients",
            "database",
            "delivery",
            "quarantine",
            "notify",
            "scheduling",
            "paging",
            "problems",
            "statistics",
            "text",
            "audit",
            "access"
        })
package org.resultsrelay.incidents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
