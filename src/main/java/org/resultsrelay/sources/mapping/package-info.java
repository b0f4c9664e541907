/** Translates a platform's own request into the events that the native door takes, by rules that are data and not code. */
@NullMarked
package org.resultsrelay.sources.mapping;

import org.jspecify.annotations.NullMarked;
