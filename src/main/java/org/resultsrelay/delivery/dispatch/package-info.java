/** Claims due users, posts their newest summaries in each client's lane, and settles each attempt. */
@NullMarked
package org.resultsrelay.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
