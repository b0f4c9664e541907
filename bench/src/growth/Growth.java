import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a relay stays as fast when there are more companies, more users and more results: gives each user a history, in
 * arrays of 500, and then posts single webhooks over 32 connections, as fast as they are answered, until every user's newest
 * number of tests has arrived.
 *
 * <pre>RELAY_URL=http://localhost:8080 RELAY_ADMIN_TOKEN=$(cat data/admin-token) \
 *     java bench/src/growth/Growth.java [companies 1] [users 1000] [history 40] [events 40000]</pre>
 */
class Growth {

    private static final int ARRAY = 500;
    private static final int HISTORY_CONNECTIONS = 4;
    private static final int CONNECTIONS = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern SUMMARY =
            Pattern.compile("\"user_id\":\"u-(\\d+)\".*?\"tests_completed\":(\\d+)", Pattern.DOTALL);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI relay = URI.create(environment("RELAY_URL"));
    private final String adminToken = environment("RELAY_ADMIN_TOKEN");
    private final String run = "growth-" + Long.toString(System.currentTimeMillis(), 36);
    private final int users;
    private final int history;
    private final String[] tokens;
    private final AtomicIntegerArray arrived;
    private final LongAdder pushes = new LongAdder();
    private final AtomicLong lastPush = new AtomicLong();

    private Growth(int companies, int users, int history) {
        this.users = users;
        this.history = history;
        this.tokens = new String[companies];
        this.arrived = new AtomicIntegerArray(users);
    }

    public static void main(String[] numbers) throws Exception {
        int[] asked = {1, 1_000, 40, 40_000};
        for (int i = 0; i < numbers.length; i++) {
            asked[i] = Integer.parseInt(numbers[i]);
        }
        var growth = new Growth(asked[0], asked[1], asked[2]);
        HttpServer company = growth.listen();
        try {
            growth.measure(company.getAddress().getPort(), asked[3]);
        } finally {
            company.stop(0);
        }
    }

    private void measure(int port, int events) throws InterruptedException {
        inParallel(HISTORY_CONNECTIONS, tokens.length, company -> tokens[company] = enter(company, port));
        long start = System.nanoTime();
        List<Part> parts = parts();
        inParallel(HISTORY_CONNECTIONS, parts.size(), i -> post(tokens[parts.get(i).company], array(parts.get(i))));
        double filling = seconds(System.nanoTime() - start);
        await(user -> history);
        pushes.reset();

        start = System.nanoTime();
        var took = new long[events];
        inParallel(CONNECTIONS, CONNECTIONS, connection -> {
            for (int i = connection; i < events; i += CONNECTIONS) {
                long before = System.nanoTime();
                post(tokens[i % users % tokens.length], event(i % users, history + i / users));
                took[i] = System.nanoTime() - before;
            }
        });
        double intake = seconds(System.nanoTime() - start);
        await(user -> history + events / users + (user < events % users ? 1 : 0));
        double relayed = seconds(lastPush.get() - start);
        Arrays.sort(took);
        System.out.printf(
                "%,d companies, %,d users of %d results: history %,.0f/s; webhooks in %,.0f/s, p50 %.1f ms, p99 %.1f ms;"
                        + " relayed %,.0f/s with %,d pushes%n",
                tokens.length,
                users,
                history,
                (double) users * history / filling,
                events / intake,
                took[events / 2] / 1e6,
                took[events * 99 / 100] / 1e6,
                events / relayed,
                pushes.sum());
    }

    private String enter(int company, int port) {
        String path = "/api/v1/clients/" + run + "-" + company;
        call("PUT", path, adminToken, "{\"name\":\"Growth\",\"endpoint_url\":\"http://127.0.0.1:" + port + "/\"}");
        String made = call("POST", path + "/tokens", adminToken, "{\"name\":\"growth\",\"scope\":\"intake\"}");
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(made);
        if (!token.find()) {
            throw new IllegalStateException("The relay made no token: " + made);
        }
        return token.group(1);
    }

    /** Some of what the users of a company have done: every user whose number leaves that of the company, test by test. */
    private record Part(int company, int from, int to) {}

    private String array(Part part) {
        var events = new StringJoiner(",", "[", "]");
        for (int i = part.from; i < part.to; i++) {
            events.add(event(part.company + i / history * tokens.length, i % history));
        }
        return events.toString();
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        for (int company = 0; company < tokens.length; company++) {
            int events = (users - company + tokens.length - 1) / tokens.length * history;
            for (int from = 0; from < events; from += ARRAY) {
                parts.add(new Part(company, from, Math.min(from + ARRAY, events)));
            }
        }
        return parts;
    }

    private static String event(int user, int test) {
        return """
                {"event_id":"u-%1$d-t-%2$d","type":"test.completed","occurred_at":"2026-11-21T10:00:00Z","user":{"id":"u-%1$d"},\
                "result":{"test_id":"t-%2$d","test_name":"Negotiation basics, part %2$d","attempt":1,"score":%3$d,"max_score":20,\
                "passed":%4$b,"completed_at":"2026-11-21T09:59:58Z"}}""".formatted(user, test, test * 7 % 21, test * 7 % 21 >= 12);
    }

    private void post(String token, String body) {
        call("POST", "/api/v1/webhooks/results", token, body);
    }

    private String call(String method, String path, String token, String body) {
        var request = HttpRequest.newBuilder(relay.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s %s was answered %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No answer from the relay at " + relay + ": start it, or mend RELAY_URL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private HttpServer listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
        return server;
    }

    private void take(HttpExchange push) throws IOException {
        try (push) {
            Matcher summary = SUMMARY.matcher(new String(push.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (summary.find()) {
                pushes.increment();
                lastPush.set(System.nanoTime());
                arrived.accumulateAndGet(
                        Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)), Math::max);
            }
            push.sendResponseHeaders(204, -1);
        }
    }

    /** Until the company has been told of as many tests of each user as there are. */
    private void await(IntUnaryOperator tests) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int user = 0; user < users; ) {
            if (arrived.get(user) == tests.applyAsInt(user)) {
                user++;
            } else if (System.nanoTime() > end) {
                throw new IllegalStateException("User %d has %d tests at the company instead of %d after %s"
                        .formatted(user, arrived.get(user), tests.applyAsInt(user), PATIENCE));
            } else {
                Thread.sleep(1);
            }
        }
    }

    private static void inParallel(int threads, int count, IntConsumer task) throws InterruptedException {
        var failures = new ArrayList<Throwable>();
        var running = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            running.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((thread, failure) -> {
                        synchronized (failures) {
                            failures.add(failure);
                        }
                    })
                    .start(() -> {
                        for (int i = first; i < count; i += threads) {
                            task.accept(i);
                        }
                    }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "Set RELAY_URL to the relay's address and RELAY_ADMIN_TOKEN to its admin token");
        }
        return value;
    }
}
