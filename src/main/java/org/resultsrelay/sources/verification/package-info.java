/** Whether a request comes from the platform: over its raw bytes, before anything of it is read. */
@NullMarked
package org.resultsrelay.sources.verification;

import org.jspecify.annotations.NullMarked;
