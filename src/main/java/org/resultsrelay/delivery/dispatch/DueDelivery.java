package org.resultsrelay.delivery.dispatch;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.results.Summary;

/** A claimed user with the summary to push; null if it could not be read together with the others. */
record DueDelivery(Client client, Claimed claimed, @Nullable Summary summary) {}
