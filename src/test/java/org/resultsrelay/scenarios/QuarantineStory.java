package org.resultsrelay.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import tools.jackson.databind.JsonNode;

/** A release of the relay refused what it should have taken; the next one mends that, and what was kept is replayed. */
class QuarantineStory extends ClientStory {

    private Quarantine quarantine;
    private long clientId;

    @BeforeEach
    void theEarlierRelease() {
        quarantine = relay.getBean(Quarantine.class);
        clientId = relay.getBean(Clients.class).find(acme.key()).orElseThrow().id();
    }

    private void refused(String webhook) {
        quarantine.keep(List.of(new QuarantinedInput("webhook", clientId, webhook.getBytes(UTF_8), "not understood")));
    }

    private List<JsonNode> kept(String state) {
        return admin.get("/api/v1/quarantine?client=" + acme.key() + "&state=" + state)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private String only(String state) {
        List<JsonNode> kept = kept(state);
        assertThat(kept).hasSize(1);
        return "/api/v1/quarantine/" + kept.getFirst().path("id").asLong();
    }

    @Test
    void whatIsReplayedArrivesAtTheClientCompany() {
        refused(Platform.event("e-1", "u-1", "t-1", 17));
        Answer replayed = admin.post(only("waiting") + "/replay", null);
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.text("state")).isEqualTo("replayed");
        assertThat(replayed.json().at("/settled/note").asString()).isEqualTo("accepted: e-1");
        assertThat(acme.awaits("u-1", 1).totals().path("score").asInt()).isEqualTo(17);
    }

    @Test
    void whatTheSenderHasSentAgainMeanwhileCountsOnce() {
        String event = Platform.event("e-1", "u-1", "t-1", 17);
        refused(event);
        platform.sends(event);
        acme.awaits("u-1", 1);
        Answer replayed = admin.post(only("waiting") + "/replay", null);
        assertThat(replayed.json().at("/settled/note").asString()).isEqualTo("duplicate: e-1");
        Answer again = admin.post(only("replayed") + "/replay", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("replayed-before");
        assertThat(wantedRevision("u-1")).isEqualTo(1);
    }

    @Test
    void whatIsStillWrongStaysWithTodaysReasonAndCountsNoSecondTime() {
        platform.sends("{\"event_id\":\"e-1\",\"type\":\"test.completed\",\"user\":{\"id\":\"u-1\"}}");
        String path = only("waiting");
        Answer replayed = admin.post(path + "/replay", null);
        assertThat(replayed.status()).isEqualTo(422);
        assertThat(replayed.problem()).isEqualTo("still-refused");
        assertThat(replayed.text("detail")).contains("result");
        assertThat(only("waiting")).isEqualTo(path);
        assertThat(admin.get(path).json().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void ofAnArrayThatWasRefusedAsAWholeTheGoodEventsAreTakenAndTheBadOnesKeptOnTheirOwn() {
        refused("[" + Platform.event("e-1", "u-1", "t-1", 17) + ",{\"event_id\":\"e-2\"}]");
        Answer replayed = admin.post(only("waiting") + "/replay", null);
        assertThat(replayed.json().at("/settled/note").asString()).startsWith("1 of 2 events were taken");
        acme.awaits("u-1", 1);
        assertThat(admin.get(only("waiting") + "/content").http().body()).isEqualTo("{\"event_id\":\"e-2\"}");
    }

    @Test
    void manyAreReplayedPageByPageWhateverBecomesOfEach() {
        IntStream.rangeClosed(1, 5)
                .forEach(n -> refused(n == 3 ? "nonsense" : Platform.event("e-" + n, "u-" + n, "t-1", 10)));
        String all = "{\"client\":\"" + acme.key() + "\",\"source\":\"webhook\",\"limit\":4";
        Answer first = admin.post("/api/v1/quarantine/replay", all + "}");
        assertThat(first.json().path("replayed").asInt()).isEqualTo(3);
        assertThat(first.json().path("refused").asInt()).isEqualTo(1);
        Answer rest =
                admin.post("/api/v1/quarantine/replay", all + ",\"cursor\":\"" + first.text("next_cursor") + "\"}");
        assertThat(rest.json().path("replayed").asInt()).isEqualTo(1);
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
        for (int n : new int[] {1, 2, 4, 5}) {
            acme.awaits("u-" + n, 1);
        }
        assertThat(kept("waiting")).hasSize(1);
    }

    @Test
    void aRecomputeMessageThatCanBeReadAtLastMakesTheRelayLookAtItsUser() {
        byte[] message = "{\"client_id\":%s,\"user_id\":1}".formatted(clientId).getBytes(UTF_8);
        quarantine.keep(List.of(new QuarantinedInput("recompute", null, message, "not understood")));
        Answer replayed = admin.post("/api/v1/quarantine/replay", "{\"source\":\"recompute\"}");
        assertThat(replayed.json().path("replayed").asInt()).isEqualTo(1);
        assertThat(replayed.json().at("/items/0/detail").asString()).isEqualTo("the user is looked at");
    }

    private long wantedRevision(String user) {
        return admin.get("/api/v1/users/" + acme.key() + "/" + user)
                .json()
                .path("wanted_revision")
                .asLong();
    }
}
