/** How a client company and the relay find out whether they agree, and mend it where they do not: summaries, digests, epochs. */
@NullMarked
package org.resultsrelay.delivery.reconciliation;

import org.jspecify.annotations.NullMarked;
