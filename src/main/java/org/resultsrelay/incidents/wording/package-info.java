/** The texts that the administrator reads. */
@NullMarked
package org.resultsrelay.incidents.wording;

import org.jspecify.annotations.NullMarked;
