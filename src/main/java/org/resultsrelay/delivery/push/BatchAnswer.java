package org.resultsrelay.delivery.push;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.PushOutcome.Accepted;
import org.resultsrelay.delivery.push.PushOutcome.BatchRefused;
import org.resultsrelay.delivery.push.PushOutcome.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a client may say about single users when it has taken a batch: whom it refuses, and why. */
record BatchAnswer(@Nullable List<@Nullable Item> results) {

    private static final String REFUSED = "refused";

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
        if (users.size() > 1 && isCutOff(accepted.answer(), json)) {
            var unknown = new BatchRefused(accepted.status(), accepted.answer());
            return users.stream().collect(Collectors.toMap(user -> user, user -> unknown));
        }
        Map<String, String> refused = refused(accepted.answer(), json);
        var confirmed = new Accepted(accepted.status(), "");
        return users.stream()
                .collect(Collectors.toMap(
                        user -> user,
                        user -> refused.containsKey(user)
                                ? new Refused(accepted.status(), refused.get(user))
                                : confirmed));
    }

    private static boolean isCutOff(String answer, JsonMapper json) {
        try {
            return answer.contains("\"results\"") && json.readTree(answer).isMissingNode();
        } catch (JacksonException e) {
            return true;
        }
    }

    private static Map<String, String> refused(String answer, JsonMapper json) {
        try {
            BatchAnswer read = answer.isBlank() ? null : json.readValue(answer, BatchAnswer.class);
            return read == null || read.results == null
                    ? Map.of()
                    : read.results.stream()
                            .filter(item -> item != null && REFUSED.equals(item.status) && item.userId != null)
                            .collect(Collectors.toMap(
                                    Item::userId, item -> item.reason == null ? "" : item.reason, (one, other) -> one));
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
