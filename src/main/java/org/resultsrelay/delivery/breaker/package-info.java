/** What holds the pushes to a client company, for all relay processes together: breaker, requested pauses, agreed pace, shares. */
@NullMarked
package org.resultsrelay.delivery.breaker;

import org.jspecify.annotations.NullMarked;
