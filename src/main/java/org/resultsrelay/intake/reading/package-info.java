/** From a request's bytes to events that can be stored, or to everything that is wrong with them. */
@NullMarked
package org.resultsrelay.intake.reading;

import org.jspecify.annotations.NullMarked;
