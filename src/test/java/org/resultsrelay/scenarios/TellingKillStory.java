package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.EmbeddedDatabase;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/**
 * The relay is killed with SIGKILL while it tells of one trouble after the other: at the two steps at which Telegram is being
 * asked, and at random moments. Afterwards every alert stands there, once where it was known what became of it; where nobody
 * knew whether Telegram had taken it, all but the first say "(perhaps again)". For fifty random moments: {@code mvn verify -Pkills}.
 */
@ProcessTest
class TellingKillStory {

    private static final int RANDOM_KILLS = Integer.getInteger("relay.telling.kills", 0);
    private static final long SEED = Long.getLong("relay.kills.seed", 20261122L);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MARK = "(perhaps again)";
    private static final Pattern CLIENT = Pattern.compile("storm-\\d+");

    @TempDir
    Path folder;

    private final int port = FreePort.onLoopback();
    private final Random random = new Random(SEED);
    private final Map<String, Integer> kills = new TreeMap<>();
    private final List<String> troubled = new ArrayList<>();

    /** How often an alert was neither known to be told nor known not to be, when the relay was killed. */
    private int unknown;

    private @Nullable RelayProcess relay;

    @Test
    void everyAlertIsToldAndOnesToldAgainSaySo() throws IOException {
        try (FakeTelegram telegram = FakeTelegram.started()) {
            start(telegram);
            trouble(1);
            awaitAllTold(telegram);
            telegram.hangsOnce();
            killWhileAsking(telegram, "before Telegram had taken it");
            awaitAllTold(telegram);
            telegram.swallowsItsAnswerOnce();
            killWhileAsking(telegram, "after Telegram had taken it, before its answer");
            awaitAllTold(telegram);
            awaitSettled();
            assertThat(unknown).isEqualTo(2);
            assertThat(marks(telegram, troubled.get(0))).containsExactly(false);
            assertThat(marks(telegram, troubled.get(1))).containsExactly(true);
            assertThat(marks(telegram, troubled.get(2))).containsExactly(false, true);
            for (int i = 0; i < RANDOM_KILLS; i++) {
                killAtRandom(telegram);
            }
            awaitAllTold(telegram);
            awaitSettled();
            reckon(telegram);
        } finally {
            if (relay != null) {
                relay.close();
            }
        }
    }

    private void awaitAllTold(FakeTelegram telegram) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(troubled)
                        .allSatisfy(client ->
                                assertThat(told(telegram, client)).as(client).isNotEmpty()));
    }

    /** Of no alert it is unknown any more whether it was told: whatever would be told again has been. */
    private void awaitSettled() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(EmbeddedDatabase.read(
                                data(""),
                                "select key from notify_messages where message_id is null"
                                        + " and (perhaps_again or state in ('SENDING', 'UNKNOWN'))"))
                        .isEmpty());
    }

    private void killWhileAsking(FakeTelegram telegram, String when) throws IOException {
        int before = telegram.requests().size();
        trouble(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.requests()).hasSizeGreaterThan(before));
        kill(when);
        start(telegram);
    }

    private void killAtRandom(FakeTelegram telegram) throws IOException {
        int until = telegram.requests().size() + 1 + random.nextInt(4);
        if (random.nextBoolean()) {
            telegram.swallowsItsAnswerOnce(); // chance alone seldom hits the moment between taking and settling
        }
        trouble(3);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1 + random.nextInt(400)))
                .until(() -> telegram.requests().size() >= until
                        || troubled.stream()
                                .allMatch(client -> !told(telegram, client).isEmpty()));
        kill("at random");
        start(telegram);
    }

    private void kill(String when) {
        running().kill();
        kills.merge(when, 1, Integer::sum);
        unknown += EmbeddedDatabase.read(
                        data(""), "select key from notify_messages where state = 'SENDING' and message_id is null")
                .size();
    }

    /** So many more clients whose platform sends nothing that can be understood. */
    private void trouble(int count) throws IOException {
        Api admin =
                new Api(running().url(), Files.readString(data("admin-token")).strip());
        for (int i = 0; i < count; i++) {
            String key = "storm-" + (1000 + troubled.size());
            String path = "/api/v1/clients/" + key;
            admin.put(path, "{\"name\":\"%s\",\"endpoint_url\":\"https://%s.example/\"}".formatted(key, key));
            String token = admin.post(path + "/tokens", "{\"name\":\"platform\",\"scope\":\"intake\"}")
                    .text("token");
            assertThat(admin.as(token)
                            .post("/api/v1/webhooks/results", "{\"event_id\":\"1\"}")
                            .status())
                    .isEqualTo(400);
            troubled.add(key);
        }
    }

    private void start(FakeTelegram telegram) throws IOException {
        relay = RelayProcess.start(
                        data(""),
                        "--server.port=" + port,
                        "--relay.telegram.bot-token=" + FakeTelegram.TOKEN,
                        "--relay.telegram.chat-id=" + FakeTelegram.CHAT,
                        "--relay.telegram.api-url=" + telegram.url(),
                        "--relay.notify.lease=3s",
                        "--relay.incidents.every=200ms",
                        "--relay.incidents.grouping.first-after=0s",
                        "--relay.incidents.grouping.join-within=0s")
                .awaitReady();
    }

    private RelayProcess running() {
        return Objects.requireNonNull(relay);
    }

    private Path data(String file) {
        return folder.resolve("data").resolve(file);
    }

    private static List<String> clients(String text) {
        return CLIENT.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    /** The alerts about a client, oldest first. What replies to an alert, as its end does, is none. */
    private static List<FakeMessage> told(FakeTelegram telegram, String client) {
        return telegram.in(FakeTelegram.CHAT).stream()
                .filter(message -> message.answers() == null)
                .filter(message -> clients(message.text()).contains(client))
                .toList();
    }

    private static List<Boolean> marks(FakeTelegram telegram, String client) {
        return told(telegram, client).stream()
                .map(message -> message.text().contains(MARK))
                .toList();
    }

    private void reckon(FakeTelegram telegram) {
        List<String> perhapsAgain =
                EmbeddedDatabase.read(data(""), "select wanted_text from notify_messages where perhaps_again").stream()
                        .flatMap(text -> clients(text).stream())
                        .toList();
        int lost = 0;
        int again = 0;
        List<String> withoutReason = new ArrayList<>();
        List<String> unmarked = new ArrayList<>();
        for (String client : troubled) {
            List<Boolean> marks = marks(telegram, client);
            lost += marks.isEmpty() ? 1 : 0;
            again += Math.max(0, marks.size() - 1);
            if (!perhapsAgain.contains(client) && !marks.equals(List.of(false))) {
                withoutReason.add(client);
            }
            if (marks.stream().skip(1).anyMatch(marked -> !marked)) {
                unmarked.add(client);
            }
        }
        StringBuilder table = new StringBuilder("\n");
        kills.forEach((when, count) -> table.append("%5s  killed %s%n".formatted(count, when)));
        table.append("""
                %5s  alerts
                %5s  times nobody knew whether Telegram had taken one
                %5s  told again
                %5s  lost
                """.formatted(troubled.size(), unknown, again, lost));
        System.out.println(table);
        assertThat(lost).as(table.toString()).isZero();
        assertThat(withoutReason).as("told again or marked without a reason").isEmpty();
        assertThat(unmarked).as("told again without a mark").isEmpty();
    }
}
