/** The channel to Telegram's Bot API; the only package that knows the bot library and its Jackson 2. */
@NullMarked
package org.resultsrelay.notify.telegram;

import org.jspecify.annotations.NullMarked;
