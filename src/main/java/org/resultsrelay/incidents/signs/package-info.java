/** Trouble that only a relay process itself can notice: Kafka out of its reach, and its own errors. */
@NullMarked
package org.resultsrelay.incidents.signs;

import org.jspecify.annotations.NullMarked;
