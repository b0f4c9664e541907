/**
 * Recompute tasks: lists of users, or all users of a client, whose summaries are pushed again over the coming minutes.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"delivery", "results", "clients", "database", "problems", "paging", "scheduling", "text"
        })
package org.resultsrelay.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
