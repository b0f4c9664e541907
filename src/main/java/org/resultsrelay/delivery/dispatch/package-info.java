/** Takes users who are due, posts their newest summaries in each client's lane, and settles what came of each attempt. */
@NullMarked
package org.resultsrelay.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
