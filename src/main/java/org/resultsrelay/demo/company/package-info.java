/** The sample client company: everything that a receiver of summaries needs, to read, copy and change. */
@NullMarked
package org.resultsrelay.demo.company;

import org.jspecify.annotations.NullMarked;
