/** One push: the summary as JSON, signed, posted to the client's endpoint, and its outcome. */
@NullMarked
package org.resultsrelay.delivery.push;

import org.jspecify.annotations.NullMarked;
