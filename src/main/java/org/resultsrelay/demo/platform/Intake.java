package org.resultsrelay.demo.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.resultsrelay.demo.platform.RelayApi.Answer;
import org.resultsrelay.demo.stage.Pauses;
import tools.jackson.databind.JsonNode;

/** The platform's way in: posts results until the relay has answered for good, and books what it answered. */
public final class Intake {

    private static final String PATH = "/api/v1/webhooks/results";
    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 60;

    private final RelayApi relay;
    private final String token;
    private final Ledger ledger;
    private final Tally tally;
    private final Pauses pauses;
    private final BiConsumer<Event, String> answered;

    /** @param answered is told of each event and of the status that the relay gave it */
    public Intake(
            RelayApi relay,
            String token,
            Ledger ledger,
            Tally tally,
            Pauses pauses,
            BiConsumer<Event, String> answered) {
        this.relay = relay;
        this.token = token;
        this.ledger = ledger;
        this.tally = tally;
        this.pauses = pauses;
        this.answered = answered;
    }

    /** One event is posted as it is, several as an array. */
    void post(List<Event> events) throws IOException, InterruptedException {
        Answer answer = send(events.size() == 1 ? events.getFirst() : events);
        for (int i = 0; i < events.size(); i++) {
            JsonNode single = events.size() == 1
                    ? answer.body()
                    : answer.body().path("results").path(i);
            book(events.get(i), answer.ok() ? single.path("status").asString("") : "");
        }
    }

    /** Sends the same until there is an answer to it: what arrived twice is counted once. */
    private Answer send(Object body) throws IOException, InterruptedException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Answer> answer = attempt(body);
            if (answer.isPresent() && settles(answer.get())) {
                return answer.get();
            }
            pauses.pause(answer.flatMap(Answer::retryAfter).orElse(USUAL_WAIT));
        }
        throw new IOException("the relay has taken nothing for %s tries; its log says why".formatted(MOST_TRIES));
    }

    private Optional<Answer> attempt(Object body) throws InterruptedException {
        try {
            return Optional.of(relay.call("POST", PATH, token, body));
        } catch (IOException e) { // it may have arrived, or not
            return Optional.empty();
        }
    }

    private static boolean settles(Answer answer) throws IOException {
        return switch (answer.status()) {
            case 200, 202, 400, 409, 413, 422 -> true;
            case 401, 403 -> throw new IOException("the relay does not take the intake token: " + answer.body());
            default -> false; // 429 and 503 say when to come back
        };
    }

    private void book(Event event, String status) {
        answered.accept(event, status);
        switch (status) {
            case "accepted" -> tally.accepted.increment();
            case "duplicate" -> tally.duplicates.increment();
            default -> {
                tally.refused.increment();
                return;
            }
        }
        ledger.enter(event);
    }
}
