/** The sample client company: all that a receiver of summaries needs, to be read, copied and changed. */
@NullMarked
package org.resultsrelay.demo.company;

import org.jspecify.annotations.NullMarked;
