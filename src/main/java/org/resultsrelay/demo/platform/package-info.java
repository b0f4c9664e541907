/** The learning platform: posts simulated or recorded results, and knows which totals they must lead to. */
@NullMarked
package org.resultsrelay.demo.platform;

import org.jspecify.annotations.NullMarked;
