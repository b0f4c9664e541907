package org.resultsrelay.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    void anErrorOfFiveThousandCharactersOfHtmlIsShownShortAndAsItWasWritten() {
        byte[] page = ("<html><b>Error & \"ruin\"</i>" + "<p>\uD83D\uDCA5</p>".repeat(560)).getBytes(UTF_8);
        assertThat(page.length).isGreaterThan(5_000);
        acme.does(exchange -> answer(exchange, page));
        platform.posts("u-1", "t-1", 10);
        await().until(() -> about(
                "does not get its summaries, since",
                "answered 500",
                "&lt;html&gt;&lt;b&gt;Error &amp; \"ruin\"&lt;/i&gt;&lt;p&gt;\uD83D\uDCA5",
                "What to do:"));
        assertThat(messages().getLast()).hasSizeLessThan(4096);
        acme.accepts();
        platform.posts("u-1", "t-2", 10);
        await().until(() -> about("Over"));
    }

    private static void answer(HttpExchange exchange, byte[] page) {
        try {
            exchange.sendResponseHeaders(500, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
