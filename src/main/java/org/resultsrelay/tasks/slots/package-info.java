/** Which minute takes whom, as pure functions from how full the minutes are. */
@NullMarked
package org.resultsrelay.tasks.slots;

import org.jspecify.annotations.NullMarked;
