package org.resultsrelay.delivery.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.PushOutcome.Accepted;
import org.resultsrelay.delivery.push.PushOutcome.BatchRefused;
import org.resultsrelay.delivery.push.PushOutcome.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** What a client may say about single users when it has taken a batch: whom it refuses, and why. */
record BatchAnswer(@Nullable List<@Nullable Item> results) {

    private static final Logger log = LoggerFactory.getLogger(BatchAnswer.class);
    private static final String REFUSED = "refused";
    private static final String LIST = "\"results\"";

    record Item(
            @Nullable String userId,
            @Nullable String status,
            @Nullable String reason) {}

    /**
     * The outcome for each of these users. A 2xx confirms whoever the answer does not refuse; an answer that is no such
     * list refuses nobody. If the list is cut off, each user is asked about alone.
     */
    static Map<String, PushOutcome> outcomes(PushOutcome outcome, List<String> users, JsonMapper json) {
        if (!(outcome instanceof Accepted accepted)) {
            PushOutcome forAll = users.size() > 1 ? outcome.ofSeveralUsers() : outcome;
            return users.stream().collect(Collectors.toMap(user -> user, user -> forAll));
        }
        Map<String, String> refused = Map.of();
        PushOutcome others = new Accepted(accepted.status(), "");
        try {
            refused = refused(accepted.answer(), json);
        } catch (StreamReadException e) {
            if (users.size() > 1 && accepted.answer().contains(LIST)) { // cut off
                others = new BatchRefused(accepted.status(), accepted.answer());
            }
        } catch (JacksonException e) {
            log.debug("An answer to a batch is no list of users: {}", accepted.answer(), e);
        }
        Map<String, PushOutcome> outcomes = new HashMap<>();
        for (String user : users) {
            String reason = refused.get(user);
            outcomes.put(user, reason == null ? others : new Refused(accepted.status(), reason));
        }
        return outcomes;
    }

    /** Why, by user. */
    private static Map<String, String> refused(String answer, JsonMapper json) {
        BatchAnswer read = answer.isBlank() ? null : json.readValue(answer, BatchAnswer.class);
        return read == null || read.results == null
                ? Map.of()
                : read.results.stream()
                        .filter(item -> item != null && REFUSED.equals(item.status) && item.userId != null)
                        .collect(Collectors.toMap(
                                Item::userId, item -> item.reason == null ? "" : item.reason, (one, other) -> one));
    }
}
