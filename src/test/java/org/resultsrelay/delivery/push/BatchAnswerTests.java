package org.resultsrelay.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.delivery.push.PushOutcome.Accepted;
import org.resultsrelay.delivery.push.PushOutcome.BatchRefused;
import org.resultsrelay.delivery.push.PushOutcome.Failed;
import org.resultsrelay.delivery.push.PushOutcome.Refused;
import org.resultsrelay.delivery.push.PushOutcome.Throttled;
import org.resultsrelay.delivery.push.PushOutcome.Unreachable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class BatchAnswerTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final PushOutcome CONFIRMED = new Accepted(200, "");

    private static Map<String, PushOutcome> outcomes(PushOutcome outcome, String... users) {
        return BatchAnswer.outcomes(outcome, List.of(users), JSON);
    }

    @Test
    void whoeverIsRefusedIsAndTheOthersAreConfirmed() {
        var answer = new Accepted(200, """
                {"results": [{"user_id": "u-1", "status": "accepted"},
                             {"user_id": "u-2", "status": "refused", "reason": "left in May"},
                             {"user_id": "u-3", "status": "refused"},
                             {"user_id": "u-9", "status": "refused", "reason": "was not asked about"}]}
                """);
        assertThat(outcomes(answer, "u-1", "u-2", "u-3", "u-4"))
                .containsOnly(
                        Map.entry("u-1", CONFIRMED),
                        Map.entry("u-2", new Refused(200, "left in May")),
                        Map.entry("u-3", new Refused(200, "")),
                        Map.entry("u-4", CONFIRMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "[]",
                "null",
                "{\"results\": null}",
                "{\"results\": \"all\"}",
                "{\"results\": [null]}",
                "{\"results\": [{\"user_id\": \"u-1\", \"status\": \"later\"}]}",
                "{\"results\": [{\"status\": \"refused\"}]}",
                "{\"stored\": 2}"
            })
    void anyOther2xxConfirmsAll(String answer) {
        assertThat(outcomes(new Accepted(200, answer), "u-1", "u-2"))
                .containsOnly(Map.entry("u-1", CONFIRMED), Map.entry("u-2", CONFIRMED));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 422})
    void aRefusalOfSeveralUsersIsNoneOfAnyOfThem(int status) {
        PushOutcome refused = PushOutcome.of(status, "no", null);
        assertThat(outcomes(refused, "u-1", "u-2").values()).containsOnly(new BatchRefused(status, "no"));
        assertThat(outcomes(refused, "u-1").values()).containsOnly(refused);
    }

    @Test
    void aListThatIsCutOffConfirmsNobody() {
        var cut = new Accepted(200, "{\"results\": [{\"user_id\": \"u-1\", \"status\": \"refused\"");
        assertThat(outcomes(cut, "u-1", "u-2").values()).containsOnly(new BatchRefused(200, cut.answer()));
        assertThat(outcomes(cut, "u-1"))
                .as("nothing is gained by asking again")
                .containsOnly(Map.entry("u-1", CONFIRMED));
    }

    @Test
    void anEndpointsFailureIsThatOfAll() {
        for (PushOutcome failure :
                List.of(new Failed(503, "", null), new Throttled(429, "", null), new Unreachable("timed out"))) {
            assertThat(outcomes(failure, "u-1", "u-2").values()).containsOnly(failure);
        }
    }
}
