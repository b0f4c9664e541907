/** The quarantine on a real database. */
@NullMarked
package org.resultsrelay.delivery.agreement;

import org.jspecify.annotations.NullMarked;
