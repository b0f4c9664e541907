/** How many users wait and for how long, by client, and whether that exceeds the client's objective. */
@NullMarked
package org.resultsrelay.delivery.backlog;

import org.jspecify.annotations.NullMarked;
