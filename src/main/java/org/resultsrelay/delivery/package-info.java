/** Brings every user's newest summary to the client company: recompute, claim, push, settle, retry. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "results",
            "clients",
            "audit",
            "database",
            "quarantine",
            "problems",
            "paging",
            "statistics",
            "text",
            "scheduling",
            "signing"
        })
package org.resultsrelay.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
