/** The platform's door as a platform meets it: over real HTTP, and over sockets where a client would be too polite. */
@NullMarked
package org.resultsrelay.intake;

import org.jspecify.annotations.NullMarked;
