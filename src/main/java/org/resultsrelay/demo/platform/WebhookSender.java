package org.resultsrelay.demo.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.resultsrelay.demo.platform.RelayApi.Answer;
import org.resultsrelay.demo.terminal.Pauses;
import tools.jackson.databind.JsonNode;

/** Posts results until the relay accepts or refuses them, and notes which it has accepted. */
public final class WebhookSender {

    private static final String PATH = "/api/v1/webhooks/results";
    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 60;

    private final RelayApi relay;
    private final String token;
    private final ExpectedTotals expectedTotals;
    private final Counters counters;
    private final Pauses pauses;
    private final BiConsumer<Event, String> answered;

    /** @param answered gets each event with the status that the relay gave it */
    public WebhookSender(
            RelayApi relay,
            String token,
            ExpectedTotals expectedTotals,
            Counters counters,
            Pauses pauses,
            BiConsumer<Event, String> answered) {
        this.relay = relay;
        this.token = token;
        this.expectedTotals = expectedTotals;
        this.counters = counters;
        this.pauses = pauses;
        this.answered = answered;
    }

    /** Posts one event as it is, and several as an array. */
    void post(List<Event> events) throws IOException, InterruptedException {
        Answer answer = send(events.size() == 1 ? events.getFirst() : events);
        for (int i = 0; i < events.size(); i++) {
            JsonNode single = events.size() == 1
                    ? answer.body()
                    : answer.body().path("results").path(i);
            count(events.get(i), answer.ok() ? single.path("status").asString("") : "");
        }
    }

    /** Sends the same body until it is accepted or refused. The relay counts what arrives twice once. */
    private Answer send(Object body) throws IOException, InterruptedException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Answer> answer = attempt(body);
            if (answer.isPresent() && isFinal(answer.get())) {
                return answer.get();
            }
            pauses.pause(answer.flatMap(Answer::retryAfter).orElse(USUAL_WAIT));
        }
        throw new IOException("the relay accepted nothing in %s attempts; its log says why".formatted(MOST_TRIES));
    }

    private Optional<Answer> attempt(Object body) throws InterruptedException {
        try {
            return Optional.of(relay.call("POST", PATH, token, body));
        } catch (IOException e) { // it may have arrived or not
            return Optional.empty();
        }
    }

    private static boolean isFinal(Answer answer) throws IOException {
        return switch (answer.status()) {
            case 200, 202, 400, 409, 413, 422 -> true;
            case 401, 403 -> throw new IOException("the relay refuses the intake token: " + answer.body());
            default -> false; // 429 and 503 say when to try again
        };
    }

    private void count(Event event, String status) {
        answered.accept(event, status);
        switch (status) {
            case "accepted" -> counters.accepted.increment();
            case "duplicate" -> counters.duplicates.increment();
            default -> {
                counters.refused.increment();
                return;
            }
        }
        expectedTotals.add(event);
    }
}
