package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.FakeBot;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.Platform;
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
            "relay.incidents.grouping.first-after=1s",
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
        await().untilAsserted(() -> about("does not get its summaries, since", "Waiting: 2 users", "503"));
        acme.accepts();
        platform.posts("u-3", "t-1", 10);
        await().untilAsserted(() -> about("Over", "gets its summaries again", "Affected: "));
        assertThat(messages()).hasSize(2);
        assertThat(admin.get("/api/v1/incidents?state=resolved").http().body()).contains("delivery:" + acme.key());
    }

    @Test
    void refusedSummariesAreToldWithTheReason() {
        acme.answers(422);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> about("refuses some summaries", "422", "/resync"));
        acme.accepts();
        platform.posts("u-1", "t-2", 10);
        await().untilAsserted(() -> about("Over"));
    }

    @Test
    void oneUserWhomTheClientDoesNotKnowIsToldByName() {
        acme.answersEach(push -> push.userId().equals("u-0") ? 404 : 204);
        platform.posts("u-0", "t-1", 10);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> about("refuses some summaries", "Refused: user u-0", "answered 404", "/retry"));
        acme.accepts();
        platform.posts("u-0", "t-2", 10);
        await().untilAsserted(() -> about("Over"));
    }

    @Test
    void whatAllUsersMeetIsToldAsTheClientsTrouble() {
        acme.answers(403);
        platform.posts("u-1", "t-1", 10);
        platform.posts("u-2", "t-1", 10);
        await().untilAsserted(() -> about("does not get its summaries, since", "Waiting: 2 users", "answered 403"));
        acme.accepts();
        await().untilAsserted(() -> about("Over"));
    }

    @Test
    void aClientThatIsGonePausesAndIsTold() {
        acme.answers(410);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> about("does not get its summaries", "paused", "410", "/resume"));
        acme.accepts();
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        await().untilAsserted(() -> about("Over"));
    }

    @Test
    void aStormOfMalformedWebhooksIsOneMessage() {
        String thousand = IntStream.range(0, 1_000)
                .mapToObj(n -> "{\"event_id\":\"#-" + n + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        IntStream.range(0, 10)
                .forEach(n -> assertThat(platform.sends(thousand.replace("#", "storm" + n))
                                .status())
                        .isEqualTo(202));
        await().untilAsserted(() -> about("cannot be understood", "Refused so far: 10,000"));
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        await().untilAsserted(() -> about("Over", "Refused: 10,000"));
        assertThat(messages()).hasSize(2);
    }

    @Test
    void aHugeAnswerFullOfMarkupIsTold() {
        acme.does(exchange -> says(exchange, "<h1>Bad & ugly</h1><script>".repeat(200)));
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> about(
                "does not get its summaries", "Last answer: answered 500: &lt;h1&gt;Bad &amp; ugly", "What to do"));
        acme.accepts();
        platform.posts("u-1", "t-2", 10);
        await().untilAsserted(() -> about("Over"));
    }

    private static void says(HttpExchange exchange, String text) {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tenClientsThatVanishTogetherAreOneMessage() {
        List<ClientCompany> others = IntStream.range(0, 9)
                .mapToObj(n -> ClientCompany.joins(admin, "vanished-" + n + "-" + acme.key()))
                .toList();
        Stream.concat(others.stream(), Stream.of(acme)).forEach(company -> {
            company.isDown();
            Platform.of(admin, company).posts("u-1", "t-1", 10);
        });
        await().untilAsserted(() -> assertThat(telegram.messages())
                .anySatisfy(text -> assertThat(text)
                        .contains("10 clients do not get their summaries: their servers cannot be reached")));
        assertThat(messages()).hasSize(1); // all their keys end in acme's
        Stream.concat(others.stream(), Stream.of(acme)).forEach(ClientCompany::isUp);
        await().untilAsserted(() -> assertThat(telegram.messages())
                .anySatisfy(text ->
                        assertThat(text).contains("Over: 10 clients get their summaries again", "All caught up at")));
        others.forEach(ClientCompany::close);
    }

    /** The client's newest message says all of it. */
    private void about(String... words) {
        assertThat(messages()).last().asString().contains(words);
    }

    private List<String> messages() {
        return telegram.messages().stream()
                .filter(text -> text.contains(acme.key()))
                .toList();
    }
}
