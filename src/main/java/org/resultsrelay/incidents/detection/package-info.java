/** Detectors: how each kind of trouble is noticed. */
@NullMarked
package org.resultsrelay.incidents.detection;

import org.jspecify.annotations.NullMarked;
