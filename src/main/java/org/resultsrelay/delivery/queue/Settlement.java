package org.resultsrelay.delivery.queue;

import org.resultsrelay.delivery.push.Push;

/** A finished push, and what it means for its user. */
public record Settlement(Claimed claimed, int epoch, long revision, Push push, RetryDecision verdict) {}
