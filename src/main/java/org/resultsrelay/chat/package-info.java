/** What linked people can ask and do in the chat: their commands, their presses, and who they are. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "notify",
            "incidents",
            "delivery",
            "tasks",
            "clients",
            "audit",
            "access",
            "paging",
            "problems",
            "text"
        })
package org.resultsrelay.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
