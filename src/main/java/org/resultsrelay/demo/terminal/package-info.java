/** The demo's output on the terminal: lines, a progress bar, and pauses to read them. */
@NullMarked
package org.resultsrelay.demo.terminal;

import org.jspecify.annotations.NullMarked;
