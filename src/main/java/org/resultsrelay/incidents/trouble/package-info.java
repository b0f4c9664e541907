/** What can be wrong: one type for each kind of trouble, with all that people are told about it. */
@NullMarked
package org.resultsrelay.incidents.trouble;

import org.jspecify.annotations.NullMarked;
