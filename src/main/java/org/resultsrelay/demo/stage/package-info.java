/** What every show needs: a screen to tell it on, a progress line, pauses that end with it. */
@NullMarked
package org.resultsrelay.demo.stage;

import org.jspecify.annotations.NullMarked;
