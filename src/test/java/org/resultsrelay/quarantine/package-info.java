/** The quarantine on a real database. */
@NullMarked
package org.resultsrelay.quarantine;

import org.jspecify.annotations.NullMarked;
