/** How long attempts are kept, and the days they are kept in: made ahead of time, dropped whole. */
@NullMarked
package org.resultsrelay.delivery.attempts;

import org.jspecify.annotations.NullMarked;
