/** The kinds of trouble: one record for each, with everything that people are told about it. */
@NullMarked
package org.resultsrelay.incidents.trouble;

import org.jspecify.annotations.NullMarked;
