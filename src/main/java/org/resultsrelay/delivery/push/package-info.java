/** One push: the summary as JSON, signed, posted to the client company's endpoint, and what came of it. */
@NullMarked
package org.resultsrelay.delivery.push;

import org.jspecify.annotations.NullMarked;
