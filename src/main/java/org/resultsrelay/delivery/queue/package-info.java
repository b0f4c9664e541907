/** Which revisions are wanted and confirmed, in the database: claim, settle, sweep. */
@NullMarked
package org.resultsrelay.delivery.queue;

import org.jspecify.annotations.NullMarked;
