/** Tries a client company's endpoint with what a receiver must take and what it must refuse, and reports which it did. */
@NullMarked
package org.resultsrelay.delivery.conformance;

import org.jspecify.annotations.NullMarked;
