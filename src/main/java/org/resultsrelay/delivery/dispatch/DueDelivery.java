package org.resultsrelay.delivery.dispatch;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.results.Summary;

/** A claimed user with the summary to push; null if it could not be read together with the others. */
record DueDelivery(Client client, Claimed claimed, @Nullable Summary summary) {

    private static final int MOST_TESTS = 5_000; // in one request, so that its body stays small

    /**
     * Takes the users of the next request, {@code most} of them if there are. Whoever has failed before goes alone, since
     * it may be the reason itself.
     */
    static List<DueDelivery> nextRequest(Deque<DueDelivery> ready, int most) {
        DueDelivery first = ready.remove();
        List<DueDelivery> request = new ArrayList<>(List.of(first));
        int tests = first.tests();
        while (request.size() < most && !first.goesAlone() && !ready.isEmpty()) {
            DueDelivery next = ready.element();
            tests += next.tests();
            if (next.goesAlone() || tests > MOST_TESTS) {
                break;
            }
            request.add(ready.remove());
        }
        return request;
    }

    private boolean goesAlone() {
        return summary == null || claimed.failingSince() != null;
    }

    private int tests() {
        return summary == null || summary.detail() != SummaryDetail.TESTS
                ? 0
                : summary.tests().size();
    }
}
