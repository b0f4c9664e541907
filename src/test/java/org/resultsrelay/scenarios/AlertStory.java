package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.FakeBot;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What the administrator reads on Telegram while something goes wrong. */
@Import(FakeBot.class)
@TestPropertySource(
        properties = {
            FakeBot.TOKEN,
            FakeBot.CHAT,
            "relay.incidents.every=100ms",
            "relay.incidents.update-every=1s",
            "relay.incidents.grouping.first-after=0s",
            "relay.incidents.malformed-quiet=3s"
        })
class AlertStory extends ClientStory {

    @Autowired
    private FakeTelegram telegram;

    @Test
    void toldOnce() {
        acme.answers(503);
        platform.posts("u-1", "t-1", 10);
        platform.posts("u-2", "t-1", 10);
        await().until(() -> about("does not get its summaries, since", "Waiting: 2 users", "503"));
        acme.accepts();
        platform.posts("u-3", "t-1", 10);
        await().until(() -> about("Over", "gets its summaries again", "Affected: "));
        assertThat(messages()).hasSize(2);
        assertThat(admin.get("/api/v1/incidents?state=resolved").http().body()).contains("delivery:" + acme.key());
    }

    @Test
    void refusedSummariesAreToldWithTheReason() {
        acme.answers(422);
        platform.posts("u-1", "t-1", 10);
        await().until(() -> about("refuses some summaries", "422", "/resync"));
        acme.accepts();
        platform.posts("u-1", "t-2", 10);
        await().until(() -> about("Over"));
    }

    @Test
    void aClientThatIsGonePausesAndIsTold() {
        acme.answers(410);
        platform.posts("u-1", "t-1", 10);
        await().until(() -> about("does not get its summaries", "paused", "410", "/resume"));
        acme.accepts();
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        await().until(() -> about("Over"));
    }

    @Test
    void aStormOfMalformedWebhooksIsOneMessage() {
        IntStream.range(0, 200)
                .forEach(n -> assertThat(
                                platform.sends("{\"event_id\":\"" + n + "\"}").status())
                        .isEqualTo(400));
        await().until(() -> about("cannot be understood", "Refused so far: 200"));
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        await().until(() -> about("Over", "Refused: 200"));
        assertThat(messages()).hasSize(2);
    }

    /** Whether the client's newest message says all of it. */
    private boolean about(String... words) {
        List<String> messages = messages();
        return !messages.isEmpty() && List.of(words).stream().allMatch(messages.getLast()::contains);
    }

    private List<String> messages() {
        return telegram.messages().stream()
                .filter(text -> text.contains(acme.key()))
                .toList();
    }
}
