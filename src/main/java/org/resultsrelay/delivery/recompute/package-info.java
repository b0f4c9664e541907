/** The recompute messages on Kafka: "look at this user", and nothing more. */
@NullMarked
package org.resultsrelay.delivery.recompute;

import org.jspecify.annotations.NullMarked;
