/** One class for each command: what it answers, and what it does. */
@NullMarked
package org.resultsrelay.chat.answers;

import org.jspecify.annotations.NullMarked;
