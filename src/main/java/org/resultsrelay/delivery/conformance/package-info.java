/** Tries a client's endpoint with messages that a receiver must accept or refuse, and reports how it answered. */
@NullMarked
package org.resultsrelay.delivery.conformance;

import org.jspecify.annotations.NullMarked;
