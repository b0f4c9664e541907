/** What is wrong, and the episodes that are made of it. */
@NullMarked
package org.resultsrelay.incidents.episode;

import org.jspecify.annotations.NullMarked;
