/** Bulk work without a peak: lists of users, or all of a client, spread over the coming minutes and handed over in time. */
@NullMarked
package org.resultsrelay.delivery.tasks;

import org.jspecify.annotations.NullMarked;
