/** Who may act from the chat: people linked by a code, and how all others are handled. */
@NullMarked
package org.resultsrelay.chat.people;

import org.jspecify.annotations.NullMarked;
