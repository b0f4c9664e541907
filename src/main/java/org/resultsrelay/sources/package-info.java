/** Platforms in their own words: where their requests arrive, how they are verified, and the mapping that translates them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "cache",
            "clients",
            "intake",
            "paging",
            "problems",
            "quarantine",
            "scheduling",
            "signing"
        })
package org.resultsrelay.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
