/** The channel to a URL: signed as Standard Webhooks asks, or in the form of Slack's incoming webhooks. */
@NullMarked
package org.resultsrelay.notify.webhook;

import org.jspecify.annotations.NullMarked;
