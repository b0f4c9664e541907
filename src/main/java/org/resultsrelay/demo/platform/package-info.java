/** The learning platform: makes or reads results, posts them, and keeps a ledger of what the relay has taken. */
@NullMarked
package org.resultsrelay.demo.platform;

import org.jspecify.annotations.NullMarked;
