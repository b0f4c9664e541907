/**
 * What holds back pushes to a client, for all relay processes together: breaker, requested pauses, agreed pace, shares.
 */
@NullMarked
package org.resultsrelay.delivery.breaker;

import org.jspecify.annotations.NullMarked;
