/** Platforms that have gone silent, judged by what is usual for each at that hour of the week. */
@NullMarked
package org.resultsrelay.incidents.silence;

import org.jspecify.annotations.NullMarked;
