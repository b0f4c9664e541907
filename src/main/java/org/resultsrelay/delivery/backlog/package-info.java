/** How many users wait for how long, by client, and whether that is more than the client's objective allows. */
@NullMarked
package org.resultsrelay.delivery.backlog;

import org.jspecify.annotations.NullMarked;
