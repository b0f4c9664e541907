package org.resultsrelay.delivery.conformance;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.push.Pusher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends one message after the other and judges each answer. Nothing is stored. Whoever delivers hears whether the
 * client's own endpoint takes messages; no pace slows these down. */
@Component
class Conformance {

    private static final Duration AT_MOST = Duration.ofSeconds(40); // a proxy in front of the relay waits for 60
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final Pusher pusher;
    private final Deliveries deliveries;
    private final Judge judge;
    private final Clock clock;

    Conformance(Pusher pusher, Deliveries deliveries, JsonMapper json, Clock clock) {
        this.pusher = pusher;
        this.deliveries = deliveries;
        this.judge = new Judge(json);
        this.clock = clock;
    }

    Report check(Client client, URI endpoint) {
        Sample sample = new Sample(pusher, client);
        Instant end = clock.instant().plus(AT_MOST);
        var checks = new ArrayList<Check>();
        var pushes = new ArrayList<Push>();
        String stopped = "";
        for (Step step : Step.ALL) {
            if (stopped.isEmpty()) {
                Push push = pusher.send(endpoint, step.message().apply(sample));
                pushes.add(push);
                if (endpoint.equals(client.endpointUrl())) {
                    deliveries.showed(client.id(), push.outcome());
                }
                checks.addAll(judge.of(step, push));
                stopped = reasonToStop(push, end);
            } else {
                checks.addAll(judge.untried(step, stopped));
            }
        }
        checks.add(quickness(pushes));
        return Report.of(client.key(), endpoint, sample.userId(), pushes.size() == Step.ALL.size(), checks);
    }

    private String reasonToStop(Push push, Instant end) {
        if (push.outcome().status() == null) {
            return "Not tried, because there was no answer before.";
        }
        if (push.outcome() instanceof EndpointFailure failure && failure.retryAfter() != null) {
            return "Not tried, because the server asked for no request for %s s (Retry-After)."
                    .formatted(failure.retryAfter().toSeconds());
        }
        return clock.instant().isBefore(end) ? "" : "Not tried, because the answers before took too long.";
    }

    private static Check quickness(List<Push> pushes) {
        Push slowest = pushes.stream()
                .max((one, other) -> Long.compare(one.durationMs(), other.durationMs()))
                .orElseThrow();
        return Check.of(
                "answers_are_quick",
                slowest.durationMs() <= QUICK.toMillis(),
                "The slowest answer took " + slowest.durationMs() + " ms.",
                "Keep the summary, answer, and do what takes long afterwards.",
                slowest);
    }
}
