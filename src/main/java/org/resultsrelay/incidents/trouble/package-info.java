/** The kinds of trouble: for each, a record with everything that people are told about it, and how it is detected. */
@NullMarked
package org.resultsrelay.incidents.trouble;

import org.jspecify.annotations.NullMarked;
