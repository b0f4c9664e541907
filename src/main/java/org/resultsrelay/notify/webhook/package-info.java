/** The channel to a URL: signed as Standard Webhooks prescribes, or in the format of Slack's incoming webhooks. */
@NullMarked
package org.resultsrelay.notify.webhook;

import org.jspecify.annotations.NullMarked;
