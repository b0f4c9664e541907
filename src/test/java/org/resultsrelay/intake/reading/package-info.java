/** Readings of good and bad bodies, without any server. */
@NullMarked
package org.resultsrelay.intake.reading;

import org.jspecify.annotations.NullMarked;
