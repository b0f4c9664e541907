/** What linked people can ask and do in the chat: commands, buttons, and who may use them. */
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
