package org.resultsrelay.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@RelayTest
@Import(StillClock.class)
class QuarantineApiIT {

    private static final String PATH = "/api/v1/quarantine";

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Quarantine quarantine;

    @Autowired
    private QuarantineRetention retention;

    @Autowired
    private SettableClock clock;

    private final String source = "test " + UUID.randomUUID();
    private final String filter = PATH + "?source=" + source.replace(" ", "%20");
    private Api admin;

    @BeforeEach
    void asAdmin() {
        admin = Api.admin(relay);
    }

    private void keeps(String content) {
        quarantine.keep(List.of(new QuarantinedInput(source, null, content.getBytes(UTF_8), "no good")));
    }

    private String path(String content) {
        keeps(content);
        return PATH + "/" + ids(admin.get(filter)).getFirst();
    }

    private static List<Long> ids(Answer page) {
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asLong())
                .toList();
    }

    @Test
    void aListIsPagedFromTheNewestOn() {
        IntStream.range(0, 5).forEach(n -> keeps("content " + n));
        Answer first = admin.get(filter + "&limit=3");
        Answer rest = admin.get(filter + "&limit=3&cursor=" + first.text("next_cursor"));
        assertThat(ids(first)).hasSize(3).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(ids(rest)).hasSize(2).allMatch(id -> id < ids(first).getLast());
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
        assertThat(ids(admin.get(filter + "&state=discarded"))).isEmpty();
    }

    @Test
    void aWrongFilterIsNamed() {
        assertThat(admin.get(PATH + "?state=lost").errors())
                .containsExactly("state: give one of waiting, replayed, discarded");
        assertThat(admin.get(PATH + "?client=nobody").problem()).isEqualTo("unknown-client");
    }

    @Test
    void oneIsShownWithItsReasonCountAndTimes() {
        keeps("a");
        clock.advance(Duration.ofMinutes(1));
        JsonNode shown = admin.get(path("a")).json();
        assertThat(shown.path("source").asString()).isEqualTo(source);
        assertThat(shown.path("reason").asString()).isEqualTo("no good");
        assertThat(shown.path("count").asInt()).isEqualTo(2);
        assertThat(shown.path("first_at").asString())
                .isLessThan(shown.path("last_at").asString());
        assertThat(shown.path("settled").isNull()).isTrue();
    }

    @Test
    void theContentIsDownloadedAndNeverShownByABrowser() {
        Answer content = admin.get(admin.get(path("<script>\u00e9")).text("content_url"));
        assertThat(content.http().body()).isEqualTo("<script>\u00e9");
        assertThat(content.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Disposition")).startsWith("attachment");
        assertThat(admin.get(PATH + "/0/content").problem()).isEqualTo("not-in-quarantine");
    }

    @Test
    void aDiscardedOneStaysListedWithWhoWhenAndWhy() {
        String path = path("a");
        Answer discarded = admin.post(path + "/discard", "{\"reason\":\"a test of theirs\"}");
        assertThat(discarded.text("state")).isEqualTo("discarded");
        assertThat(discarded.json().at("/settled/note").asString()).isEqualTo("a test of theirs");
        assertThat(discarded.json().at("/settled/by_token").asLong()).isPositive();
        assertThat(discarded.json().at("/settled/at").asString())
                .isEqualTo(clock.instant().toString());
        assertThat(ids(admin.get(filter + "&state=discarded"))).hasSize(1);
        assertThat(admin.post(path + "/discard", "{}").errors()).hasSize(1);
    }

    @Test
    void aDiscardedOneThatComesAgainWaitsAgain() {
        String path = path("a");
        admin.post(path + "/discard", "{\"reason\":\"a test of theirs\"}");
        keeps("a");
        assertThat(admin.get(path).text("state")).isEqualTo("waiting");
        assertThat(admin.get(path).json().path("settled").isNull()).isTrue();
    }

    @Test
    void whatWasCutCannotBeReplayedAndSaysSo() {
        String path = path("x".repeat(256 * 1024 + 1));
        assertThat(admin.get(path).json().path("content_cut").asBoolean()).isTrue();
        Answer replay = admin.post(path + "/replay", null);
        assertThat(replay.status()).isEqualTo(409);
        assertThat(replay.problem()).isEqualTo("content-cut");
    }

    @Test
    void theBeginningOfABodyThatWasTooLargeCannotBeReplayedEither() {
        admin.put("/api/v1/clients/large", "{\"name\": \"L\", \"endpoint_url\": \"https://l.example/\"}");
        String token = admin.post("/api/v1/clients/large/tokens", "{\"name\":\"p\",\"scope\":\"intake\"}")
                .text("token");
        String large = "{\"event_id\":\"" + "x".repeat(256 * 1024) + "\"}";
        assertThat(admin.as(token).post("/api/v1/webhooks/results", large).status())
                .isEqualTo(413);
        List<Long> ids = ids(admin.get(PATH + "?client=large"));
        assertThat(ids).hasSize(1);
        assertThat(admin.post(PATH + "/" + ids.getFirst() + "/replay", null).problem())
                .isEqualTo("content-cut");
    }

    @Test
    void amongManyWhatCannotBeReplayedIsSkippedWithTheReason() {
        String path = path("a");
        String id = path.substring(PATH.length() + 1);
        Answer replayed = admin.post(PATH + "/replay", "{\"ids\":[" + id + ",999999999]}");
        assertThat(replayed.json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("outcome").asString()))
                .containsExactly("skipped", "skipped");
        assertThat(replayed.json().at("/items/0/detail").asString()).contains(source);
        assertThat(admin.post(PATH + "/replay", "{\"ids\":[1],\"source\":\"webhook\"}")
                        .errors())
                .containsExactly("ids: name ids alone, or a filter without ids");
    }

    @Test
    void whatLastCameLongAgoIsRemovedInBoundedBatches() {
        IntStream.range(0, 501).forEach(n -> keeps("old " + n));
        clock.advance(Duration.ofDays(90));
        keeps("new");
        clock.advance(Duration.ofMinutes(1));
        assertThat(retention.tick()).isEqualTo(500);
        while (retention.tick() > 0) {}
        assertThat(ids(admin.get(filter))).hasSize(1);
    }
}
