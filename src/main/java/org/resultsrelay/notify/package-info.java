/** Sends messages to the administrator: durable, with one notifier for each channel. */
@NullMarked
@ApplicationModule(allowedDependencies = {"scheduling", "signing", "text"})
package org.resultsrelay.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
