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
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/**
 * The relay is killed with SIGKILL while it tells of one trouble after the other: at the two steps at which Telegram is being
 * asked, and at random moments, while people talk in the chat. Afterwards every alert stands there once, also those of which
 * nobody knew whether Telegram had taken them. For fifty random moments: {@code mvn verify -Pkills}.
 */
@ProcessTest
class TellingKillStory {

    private static final int RANDOM_KILLS = Integer.getInteger("relay.telling.kills", 0);
    private static final long SEED = Long.getLong("relay.kills.seed", 20261122L);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final FakePerson ANA = new FakePerson(7, "ana");
    private static final Pattern CLIENT = Pattern.compile("storm-\\d+");

    @TempDir
    Path folder;

    private final int port = FreePort.onLoopback();
    private final Random random = new Random(SEED);
    private final Map<String, Integer> kills = new TreeMap<>();
    private final List<String> troubled = new ArrayList<>();

    /** Clients whose alert was neither known to be told nor known not to be, when the relay was killed; once for each time. */
    private final List<String> unknown = new ArrayList<>();

    /** How many of these stood in the chat all the same. */
    private int taken;

    private @Nullable RelayProcess relay;

    @Test
    void everyAlertIsToldAndNoneTwice() throws IOException {
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
            assertThat(unknown).hasSize(2);
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
        await().atMost(PATIENCE).until(() -> troubled.stream().allMatch(client -> told(telegram, client) > 0));
    }

    /** Of no alert it is unknown any more whether it was told: whatever would be told again has been. */
    private void awaitSettled() {
        await().atMost(PATIENCE)
                .until(() -> EmbeddedDatabase.read(
                                data(""),
                                "select key from notify_messages where message_id is null and sent_after is not null")
                        .isEmpty());
    }

    private void killWhileAsking(FakeTelegram telegram, String when) throws IOException {
        int before = telegram.requests().size();
        trouble(1);
        await().atMost(PATIENCE).until(() -> telegram.requests().size() > before);
        kill(telegram, when);
        start(telegram);
    }

    private void killAtRandom(FakeTelegram telegram) throws IOException {
        int until = telegram.requests().size() + 1 + random.nextInt(4);
        if (random.nextBoolean()) {
            telegram.swallowsItsAnswerOnce(); // chance alone hits the moment between taking and settling once in ten
            // kills
        }
        trouble(3);
        for (int said = random.nextInt(4); said > 0; said--) {
            telegram.says(ANA, FakeTelegram.CHAT, "What is it this time?");
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1 + random.nextInt(400)))
                .until(() -> telegram.requests().size() >= until
                        || troubled.stream().allMatch(client -> told(telegram, client) > 0));
        kill(telegram, "at random");
        start(telegram);
    }

    private void kill(FakeTelegram telegram, String when) {
        running().kill();
        kills.merge(when, 1, Integer::sum);
        EmbeddedDatabase.read(
                        data(""),
                        "select wanted_text from notify_messages where state = 'SENDING' and message_id is null")
                .forEach(text -> clients(text).forEach(client -> {
                    unknown.add(client);
                    taken += told(telegram, client) > 0 ? 1 : 0;
                }));
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

    /** What replies to an alert, as its end does, is none. */
    private static long told(FakeTelegram telegram, String client) {
        return telegram.in(FakeTelegram.CHAT).stream()
                .filter(message -> message.answers() == null)
                .filter(message -> clients(message.text()).contains(client))
                .count();
    }

    private void reckon(FakeTelegram telegram) {
        long lost = 0;
        long again = 0;
        for (String client : troubled) {
            long told = told(telegram, client);
            lost += told == 0 ? 1 : 0;
            again += Math.max(0, told - 1);
        }
        StringBuilder table = new StringBuilder("\n");
        kills.forEach((when, count) -> table.append("%5s  killed %s%n".formatted(count, when)));
        table.append("""
                %5s  alerts
                %5s  times nobody knew whether Telegram had taken one
                %5s  of these had been taken, and are to be found again
                %5s  told twice
                %5s  lost
                """.formatted(troubled.size(), unknown.size(), taken, again, lost));
        System.out.println(table);
        assertThat(again).as(table.toString()).isZero();
        assertThat(lost).as(table.toString()).isZero();
    }
}
