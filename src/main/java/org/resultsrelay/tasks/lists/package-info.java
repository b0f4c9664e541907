/** Reads lists of user ids of any length, one id at a time. */
@NullMarked
package org.resultsrelay.tasks.lists;

import org.jspecify.annotations.NullMarked;
