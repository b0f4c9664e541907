/** Incidents: each trouble opens one, which is told once and closes when the trouble is over. */
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
