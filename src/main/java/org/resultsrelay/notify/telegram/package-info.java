/** The channel to Telegram's Bot API; the only place that knows the bot library and the Jackson 2 it brings along. */
@NullMarked
package org.resultsrelay.notify.telegram;

import org.jspecify.annotations.NullMarked;
