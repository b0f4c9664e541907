/** The quarantine on a real database. */
@NullMarked
package org.resultsrelay.delivery.reconciliation;

import org.jspecify.annotations.NullMarked;
