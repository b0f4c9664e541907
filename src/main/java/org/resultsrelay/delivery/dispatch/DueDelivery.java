package org.resultsrelay.delivery.dispatch;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.results.Summary;

/** A claimed user with the summary to be pushed; without one where it could not be read with the others'. */
record DueDelivery(Client client, Claimed claimed, @Nullable Summary summary) {}
