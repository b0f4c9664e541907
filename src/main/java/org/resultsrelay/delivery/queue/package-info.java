/** What is wanted and what is confirmed, in the database: claim, settle, sweep. */
@NullMarked
package org.resultsrelay.delivery.queue;

import org.jspecify.annotations.NullMarked;
