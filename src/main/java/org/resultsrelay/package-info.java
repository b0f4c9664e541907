/** Results Relay: takes test results by webhook and relays each user's newest totals to the client company. */
@NullMarked
package org.resultsrelay;

import org.jspecify.annotations.NullMarked;
