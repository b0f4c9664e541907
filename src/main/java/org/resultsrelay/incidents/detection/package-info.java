/** How trouble is noticed: a detector for each place where it shows. */
@NullMarked
package org.resultsrelay.incidents.detection;

import org.jspecify.annotations.NullMarked;
