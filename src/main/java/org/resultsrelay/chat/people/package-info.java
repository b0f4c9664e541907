/** Who may act from the chat: persons linked by a code, and what becomes of all others. */
@NullMarked
package org.resultsrelay.chat.people;

import org.jspecify.annotations.NullMarked;
