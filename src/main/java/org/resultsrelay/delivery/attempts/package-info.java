/** How long attempts are kept, and the daily partitions they are kept in: created ahead, dropped whole. */
@NullMarked
package org.resultsrelay.delivery.attempts;

import org.jspecify.annotations.NullMarked;
