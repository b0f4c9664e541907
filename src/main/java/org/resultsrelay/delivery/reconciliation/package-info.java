/** Lets a client company compare what it holds with what it should hold, and catch up: summaries, digests, epochs. */
@NullMarked
package org.resultsrelay.delivery.reconciliation;

import org.jspecify.annotations.NullMarked;
