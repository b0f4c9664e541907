package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

/** The invariants of the design, each by its name; the ones about crashes are in {@link CrashStory}. */
class InvariantsStory extends ClientStory {

    private static final Duration TIMEOUT = Duration.ofSeconds(10); // as DeliveryStory sets it

    /** Their URLs hold a token of their own, whatever else a request carries. */
    private static final String SOURCES = "/api/v1/sources/";

    private JdbcTemplate database() {
        return relay.getBean(JdbcTemplate.class);
    }

    @Test
    void durableBefore2xx() {
        assertThat(database().queryForObject("show synchronous_commit", String.class))
                .isEqualTo("on");
        assertThat(database().queryForObject("show fsync", String.class)).isEqualTo("on");
        IntStream.range(0, 50).forEach(n -> {
            platform.posts("u-" + n, "t-1", 10);
            assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-" + n + "/timeline")
                            .json()
                            .path("results")
                            .size())
                    .isEqualTo(1); // read over another connection, so it was committed when the answer came
        });
    }

    @Test
    void levelTriggered() {
        var listeners = relay.getBean(KafkaListenerEndpointRegistry.class);
        listeners.stop(); // every message is lost from here on
        try {
            IntStream.range(0, 20).forEach(n -> platform.posts("u-" + n, "t-1", 10));
            IntStream.range(0, 20).forEach(n -> acme.awaits("u-" + n, 1));
        } finally {
            listeners.start();
        }
    }

    /** Every documented operation, asked by another company about this one's users. */
    @Test
    void nobodySeesAnothers() {
        platform.posts("u-secret", "t-1", 10);
        acme.awaits("u-secret", 1);
        try (ClientCompany globex = ClientCompany.joins(admin, acme.key() + "-globex")) {
            Api theirs = admin.as(
                    admin.post("/api/v1/clients/" + globex.key() + "/tokens", "{\"name\":\"own\",\"scope\":\"client\"}")
                            .text("token"));
            assertThat(theirs.get("/api/v1/clients/" + globex.key() + "/digests")
                            .status())
                    .isEqualTo(200);
            JsonNode paths = admin.get("/v3/api-docs").json().path("paths");
            assertThat(paths.size()).isGreaterThan(30);
            paths.properties()
                    .forEach(path -> path.getValue().properties().forEach(operation -> {
                        Api.Answer answer = theirs.send(
                                operation.getKey().toUpperCase(Locale.ROOT), aboutAcme(path.getKey()), null);
                        assertThat(answer.status())
                                .as(
                                        "%s %s was answered %s",
                                        operation.getKey(),
                                        path.getKey(),
                                        answer.http().body())
                                .isEqualTo(path.getKey().startsWith(SOURCES) ? 401 : 403);
                        assertThat(answer.http().body()).doesNotContain("u-secret");
                    }));
            Platform.of(admin, globex).posts("u-secret", "t-1", 3); // somebody else of the same name
            assertThat(globex.awaits("u-secret", 1).totals().path("score").asInt())
                    .isEqualTo(3);
            assertThat(acme.received("u-secret")).hasSize(1);
        }
    }

    private String aboutAcme(String path) {
        return path.replaceAll("\\{(key|client)}", acme.key())
                .replaceFirst("(/users/[^/]+/)\\{id}", "$1u-secret")
                .replaceAll("\\{[^}]+}", "1");
    }

    @Test
    void newestOnly() {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", null);
        IntStream.rangeClosed(1, 100).forEach(n -> platform.posts("u-1", "t-" + n, 10));
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        assertThat(acme.awaits("u-1", 100).totals().path("tests_completed").asInt())
                .isEqualTo(100);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(acme.received("u-1")).hasSize(1);
    }

    @Test
    void neverBackwards() throws InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        Set<String> failed =
                ConcurrentHashMap.newKeySet(); // nobody fails twice in a row, or its next wait would be long
        acme.does(exchange -> {
            String user = exchange.getRequestHeaders().getFirst("webhook-id").replaceFirst("^msg_(\\d+)_.*", "$1");
            boolean fails = !failed.remove(user) && requests.incrementAndGet() % 3 == 0 && failed.add(user);
            ClientCompany.answer(exchange, fails ? 503 : 204);
        });
        List<Thread> platforms = IntStream.range(0, 4)
                .mapToObj(p -> Thread.ofVirtual()
                        .start(() -> IntStream.range(0, 60)
                                .forEach(n -> platform.posts("u-" + n % 5, "t-" + p + "-" + n, 10))))
                .toList();
        for (Thread one : platforms) {
            one.join();
        }
        await().untilAsserted(() ->
                assertThat(IntStream.range(0, 5).map(u -> testsShown("u-" + u))).containsOnly(48));
        for (int u = 0; u < 5; u++) {
            List<Long> revisions =
                    acme.received("u-" + u).stream().map(Push::revision).toList();
            assertThat(revisions)
                    .isSorted(); // one push of a user at a time, so they arrive in the order they were read
        }
    }

    private int testsShown(String user) {
        return acme.newest(user)
                .map(push -> push.totals().path("tests_completed").asInt())
                .orElse(0);
    }

    @Test
    void neverBackwardsForDuplicates() {
        String event = Platform.event("dup-1", "u-1", "t-1", 10);
        platform.sends(event);
        acme.awaits("u-1", 1);
        IntStream.range(0, 5)
                .forEach(n -> assertThat(platform.sends(event).text("status")).isEqualTo("duplicate"));
        platform.sends(Platform.event("dup-2", "u-1", "t-1", 10)); // a regrade that says the same
        platform.posts("u-1", "t-2", 10);
        acme.awaits("u-1", 2);
        assertThat(acme.received("u-1")).extracting(Push::revision).containsExactly(1L, 2L);
    }

    /** Results, settings, resyncs and lost answers in any order; the company compares what any revision shows. */
    @Test
    void differentContentNeverBearsTheSameRevision() {
        long seed = ThreadLocalRandom.current().nextLong();
        var dice = new Random(seed);
        String client = "/api/v1/clients/" + acme.key();
        var scores = new TreeMap<String, SortedMap<Integer, Integer>>();
        String policy = "best";
        String detail = "tests";
        acme.does(exchange ->
                ClientCompany.answer(exchange, ThreadLocalRandom.current().nextInt(3) == 0 ? 503 : 204));
        for (int step = 0; step < 200; step++) {
            int what = dice.nextInt(20);
            if (what < 14) {
                int attempt = 1 + dice.nextInt(3);
                String user = "u-" + dice.nextInt(6);
                int score = dice.nextInt(20);
                platform.sends(Platform.event("any-" + step, user, "t-1", score)
                        .replace("\"attempt\":1", "\"attempt\":" + attempt));
                scores.computeIfAbsent(user, key -> new TreeMap<>()).put(attempt, score);
            } else if (what < 17) {
                policy = List.of("best", "last", "first").get(dice.nextInt(3));
                detail = List.of("tests", "totals").get(dice.nextInt(2));
                admin.patch(client, "{\"policy\":\"%s\",\"detail\":\"%s\"}".formatted(policy, detail));
            } else if (what < 18) {
                admin.post(client + "/resync", null);
            } else {
                admin.get(client + "/summaries").json().path("items").forEach(acme::isShown);
            }
        }
        acme.accepts();
        await().untilAsserted(() -> {
            noTaskRuns();
            nobodyWaits();
        });
        for (var user : scores.entrySet()) {
            JsonNode data = acme.newest(user.getKey()).orElseThrow().data();
            String what = "%s under %s and %s, seed %s".formatted(user, policy, detail, seed);
            assertThat(data.at("/totals/score").asInt()).as(what).isEqualTo(counting(user.getValue(), policy));
            assertThat(data.has("tests")).as(what).isEqualTo(detail.equals("tests"));
        }
    }

    private static int counting(SortedMap<Integer, Integer> attempts, String policy) {
        return switch (policy) {
            case "best" -> Collections.max(attempts.values());
            case "last" -> attempts.sequencedValues().getLast();
            default -> attempts.sequencedValues().getFirst();
        };
    }

    private void noTaskRuns() {
        assertThat(admin.get("/api/v1/recompute-tasks?limit=200&client=" + acme.key())
                        .json()
                        .path("items")
                        .valueStream()
                        .map(task -> task.path("state").asString()))
                .doesNotContain("running");
    }

    @Test
    void oneClientsTroubleIsItsOwn() {
        try (ClientCompany hanging = ClientCompany.joins(admin, "hanging", "\"pace\":{\"in_flight\":8}")) {
            hanging.hangs();
            Platform other = Platform.of(admin, hanging);
            long start = System.nanoTime();
            IntStream.range(0, 200).forEach(n -> other.posts("u-" + n, "t-1", 10));
            await().untilAsserted(() -> assertThat(hanging.received()).hasSizeGreaterThanOrEqualTo(8));
            long received = hanging.received().size();
            long timeouts = (System.nanoTime() - start) / TIMEOUT.toNanos();
            assertThat(received).as("eight at a time").isLessThanOrEqualTo(8 * (timeouts + 1));
            IntStream.range(0, 100).forEach(n -> platform.posts("u-" + n, "t-1", 10));
            await().untilAsserted(() -> assertThat(
                            acme.received().stream().map(Push::userId).distinct())
                    .hasSize(100));
        }
    }

    @Test
    void nothingAcceptedIsThrownAway() {
        acme.answers(422);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("set_aside"));
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1")
                        .json()
                        .path("wanted_revision")
                        .asInt())
                .isEqualTo(1);
        int before = kept();
        assertThat(platform.sends("{\"event_id\":\"bad\",\"type\":\"test.completed\"}")
                        .status())
                .isEqualTo(400);
        assertThat(kept()).isEqualTo(before + 1);
    }

    private int kept() {
        Integer count = database().queryForObject("select count(*) from quarantine", Integer.class);
        return count == null ? 0 : count;
    }

    @Test
    void noTransactionIsOpenAcrossHttp() {
        acme.hangs();
        IntStream.range(0, 8).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(acme.received()).hasSize(8));
        await().untilAsserted(() -> assertThat(openTransactions()).isZero());
        assertThat(pushesUnderWay()).as("pushes under way all the while").isEqualTo(8);
    }

    private int pushesUnderWay() {
        Integer leased = database().queryForObject("""
                        select count(*) from deliveries d join clients c on c.id = d.client_id
                        where c.key = ? and lease is not null
                        """, Integer.class, acme.key());
        return leased == null ? 0 : leased;
    }

    private int openTransactions() {
        Integer open = database().queryForObject("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'
                        """, Integer.class);
        return open == null ? 0 : open;
    }
}
