/** One class for each command: what it answers, and what it does. */
@NullMarked
package org.resultsrelay.chat.commands;

import org.jspecify.annotations.NullMarked;
