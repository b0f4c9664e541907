package org.resultsrelay.delivery.conformance;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.conformance.ConformanceReport.ConformanceCheck;
import org.resultsrelay.delivery.conformance.ConformanceStep.ExpectedAnswer;
import org.resultsrelay.delivery.conformance.ConformanceStep.HeldRevision;
import org.resultsrelay.delivery.conformance.ConformanceStep.SampleMessages;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.push.Pusher;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one message after the other. It judges each answer by its status, and what the receiver holds by the {@code
 * epoch} and {@code revision} in the answer, if there are any. Nothing is stored, and no pace applies. The client's
 * breaker learns whether its own endpoint answers.
 */
@Component
class Conformance {

    private static final Duration AT_MOST = Duration.ofSeconds(40); // a proxy in front of the relay waits for 60
    private static final Duration QUICK = Duration.ofSeconds(5);

    private static final Set<Integer> MEAN_SOMETHING_ELSE = Set.of(408, 410, 425, 429);
    private static final String ECHO =
            "The answer does not show it. To have it checked, answer 200 with {\"epoch\": …, \"revision\": …}, "
                    + "as you have stored them for this user (the last one of a batch).";

    private final Pusher pusher;
    private final Deliveries deliveries;
    private final JsonMapper json;
    private final Clock clock;

    Conformance(Pusher pusher, Deliveries deliveries, JsonMapper json, Clock clock) {
        this.pusher = pusher;
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    ConformanceReport check(Client client, URI endpoint) {
        SampleMessages sample = new SampleMessages(pusher, client);
        Instant end = clock.instant().plus(AT_MOST);
        var checks = new ArrayList<ConformanceCheck>();
        var pushes = new ArrayList<Push>();
        String stopped = "";
        List<ConformanceStep> steps = ConformanceStep.of(client);
        for (ConformanceStep step : steps) {
            if (stopped.isEmpty()) {
                Push push = pusher.send(endpoint, step.message().apply(sample));
                pushes.add(push);
                if (endpoint.equals(client.endpointUrl())) {
                    deliveries.endpointAnswered(client.id(), push.outcome());
                }
                checks.addAll(judge(step, push, client.batch() != null));
                stopped = reasonToStop(push, end);
            } else {
                checks.addAll(untried(step, stopped));
            }
        }
        checks.add(quickness(pushes));
        return ConformanceReport.of(client.key(), endpoint, sample.userId(), pushes.size() == steps.size(), checks);
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

    private static ConformanceCheck quickness(List<Push> pushes) {
        Push slowest = pushes.stream()
                .max((one, other) -> Long.compare(one.durationMs(), other.durationMs()))
                .orElseThrow();
        return ConformanceCheck.of(
                "answers_are_quick",
                slowest.durationMs() <= QUICK.toMillis(),
                "The slowest answer took " + slowest.durationMs() + " ms.",
                "Keep the summary, answer, and do what takes long afterwards.",
                slowest);
    }

    private List<ConformanceCheck> judge(ConformanceStep step, Push push, boolean inBatches) {
        var checks = new ArrayList<ConformanceCheck>();
        checks.add(answer(step, push, inBatches));
        if (step.held() != null) {
            checks.add(held(step, step.held(), push));
        }
        return checks;
    }

    /** The checks of a message that was not sent. */
    private static List<ConformanceCheck> untried(ConformanceStep step, String why) {
        var checks = new ArrayList<ConformanceCheck>();
        checks.add(ConformanceCheck.notVisible(answerName(step), why));
        if (step.held() != null) {
            checks.add(ConformanceCheck.notVisible(heldName(step), why));
        }
        return checks;
    }

    private ConformanceCheck answer(ConformanceStep step, Push push, boolean inBatches) {
        Integer status = push.outcome().status();
        boolean refusesAUser = inBatches && refusesAUser(push);
        boolean confirms = confirms(status) && !refusesAUser;
        String seen = status == null
                ? "No answer: " + push.outcome().answer() + "."
                : "Answered " + status + (refusesAUser ? ", but refused a user." : ".");
        return step.answer() == ExpectedAnswer.CONFIRMS
                ? ConformanceCheck.of(
                        answerName(step),
                        confirms,
                        seen,
                        (refusesAUser ? "Here nobody should be refused. " : "This needs a 2xx. ") + step.advice(),
                        push)
                : ConformanceCheck.of(
                        answerName(step), refuses(status), seen, "This needs 400, 401 or 403. " + step.advice(), push);
    }

    /** A 2xx to a batch may still refuse some of its users. */
    private boolean refusesAUser(Push push) {
        return confirms(push.outcome().status())
                && read(push.outcome().answer())
                        .path("results")
                        .valueStream()
                        .filter(result -> result.path("user_id").asString("").startsWith(SampleMessages.USERS))
                        .anyMatch(result -> result.path("status").asString("").equals("refused"));
    }

    private ConformanceCheck held(ConformanceStep step, HeldRevision wanted, Push push) {
        Optional<HeldRevision> told =
                confirms(push.outcome().status()) ? told(push.outcome().answer()) : Optional.empty();
        return told.map(held -> ConformanceCheck.of(
                        heldName(step),
                        held.equals(wanted),
                        "Holds " + held + ".",
                        "It should hold " + wanted + ". " + step.advice(),
                        push))
                .orElseGet(() -> ConformanceCheck.notVisible(heldName(step), ECHO));
    }

    private Optional<HeldRevision> told(String answer) {
        JsonNode epoch = read(answer).path("epoch");
        JsonNode revision = read(answer).path("revision");
        return epoch.isIntegralNumber() && revision.isIntegralNumber()
                ? Optional.of(new HeldRevision(epoch.asLong(), revision.asLong()))
                : Optional.empty();
    }

    private JsonNode read(String answer) {
        try {
            return json.readTree(answer);
        } catch (JacksonException e) {
            return json.missingNode(); // any other answer is fine too
        }
    }

    private static boolean confirms(@Nullable Integer status) {
        return status != null && status / 100 == 2;
    }

    private static boolean refuses(@Nullable Integer status) {
        return status != null && status / 100 == 4 && !MEAN_SOMETHING_ELSE.contains(status);
    }

    private static String answerName(ConformanceStep step) {
        return step.name() + (step.answer() == ExpectedAnswer.CONFIRMS ? "_is_confirmed" : "_is_refused");
    }

    private static String heldName(ConformanceStep step) {
        return step.name() + "_leaves_the_newest";
    }
}
