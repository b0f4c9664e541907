/** Turns a request's bytes into events that can be stored, or into everything that is wrong with them. */
@NullMarked
package org.resultsrelay.intake.reading;

import org.jspecify.annotations.NullMarked;
