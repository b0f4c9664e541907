package org.resultsrelay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.Api.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client company: its server speaks real HTTP, and a test says how it behaves. It keeps everything it has received, and fails
 * the test at its end if one (epoch, revision) of a user ever showed two contents.
 */
public final class ClientCompany implements AutoCloseable {

    private final String key;
    private final String secret;
    private final int port = FreePort.onLoopback();
    private final List<List<Push>> requests = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> contents = new ConcurrentHashMap<>();
    private final List<String> contradictions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile BiConsumer<HttpExchange, List<Push>> behaviour = (exchange, pushes) -> answer(exchange, 204);
    private volatile Consumer<Push> listener = push -> {};
    private volatile HttpServer server;

    private ClientCompany(Api admin, String key, String settings) {
        this.key = key;
        this.server = listen();
        Answer made = admin.put(
                "/api/v1/clients/" + key,
                "{\"name\":\"%s\",\"endpoint_url\":\"%s\"%s}".formatted(key, url(), settings));
        if (made.status() != 201) {
            throw new AssertionError(
                    "The client could not be made: " + made.http().body());
        }
        this.secret = made.text("signing_secret");
    }

    private ClientCompany(String key, String secret) {
        this.key = key;
        this.secret = secret;
        this.server = listen();
    }

    /** One that the relay knows already. */
    public static ClientCompany known(String key, String secret) {
        return new ClientCompany(key, secret);
    }

    public static ClientCompany joins(Api admin, String key) {
        return new ClientCompany(admin, key, "");
    }

    /** {@code settings} is more JSON for the client, such as {@code "policy":"last"}. */
    public static ClientCompany joins(Api admin, String key, String settings) {
        return new ClientCompany(admin, key, "," + settings);
    }

    public String key() {
        return key;
    }

    /** A name, which is checked when it is pushed to: a literal loopback address would be refused where it is not allowed. */
    public String url() {
        return "http://localhost:" + port + "/summaries";
    }

    public String secret() {
        return secret;
    }

    // How it behaves from now on

    public void accepts() {
        behaviour = (exchange, pushes) -> answer(exchange, 204);
    }

    /** {@code headers} are names and values in turn. */
    public void answers(int status, String... headers) {
        behaviour = (exchange, pushes) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            answer(exchange, status);
        };
    }

    /** Answers each push with the status that this says, and a request with several pushes with the highest of theirs. */
    public void answersEach(ToIntFunction<Push> status) {
        behaviour = (exchange, pushes) ->
                answer(exchange, pushes.stream().mapToInt(status).max().orElseThrow());
    }

    /** Answers 200 and says of each summary in the request whether it is accepted, or refused for this reason. */
    public void refusesEach(Predicate<Push> refused, String reason) {
        behaviour = (exchange, pushes) -> {
            var answer = JsonMapper.shared().createObjectNode();
            ArrayNode results = answer.putArray("results");
            for (Push push : pushes) {
                ObjectNode result = results.addObject().put("user_id", push.userId());
                if (refused.test(push)) {
                    result.put("status", "refused").put("reason", reason);
                } else {
                    result.put("status", "accepted");
                }
            }
            answer(exchange, 200, answer.toString());
        };
    }

    /** Takes requests and never answers them. */
    public void hangs() {
        behaviour = (exchange, pushes) -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Anything else, such as ending the relay before it hears the answer. */
    public void does(Consumer<HttpExchange> something) {
        behaviour = (exchange, pushes) -> something.accept(exchange);
    }

    /** Its port refuses connections. */
    public void isDown() {
        server.stop(0);
    }

    public void isUp() {
        server = listen();
    }

    /** Is told of each push as it comes. */
    public void onPush(Consumer<Push> listener) {
        this.listener = listener;
    }

    public static void answer(HttpExchange exchange, int status) {
        answer(exchange, status, "");
    }

    public static void answer(HttpExchange exchange, int status, String text) {
        try {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // What it has received

    /** The pushes of each request: one, or several where the company has asked for batches. */
    public List<List<Push>> requests() {
        return List.copyOf(requests);
    }

    public List<Push> received() {
        return requests.stream().flatMap(List::stream).toList();
    }

    public List<Push> received(String userId) {
        return received().stream().filter(push -> push.userId().equals(userId)).toList();
    }

    public Push awaits(String userId, long revision) {
        await().untilAsserted(() -> assertThat(received(userId))
                .as("what %s has received of %s", key, userId)
                .extracting(Push::revision)
                .contains(revision));
        return received(userId).stream()
                .filter(push -> push.revision() == revision)
                .findFirst()
                .orElseThrow();
    }

    /** By the receiver's rule: apply only a greater (epoch, revision). */
    public Optional<Push> newest(String userId) {
        return received(userId).stream().max(Push.ORDER);
    }

    /** Content of a user, pushed or read: the same revision shows the same, always. */
    public void isShown(JsonNode data) {
        if (data.has("revision")) {
            String revision = "%s (%s, %s)".formatted(data.path("user_id"), data.path("epoch"), data.path("revision"));
            JsonNode before = contents.putIfAbsent(revision, data);
            if (before != null && !before.equals(data)) {
                contradictions.add(revision + " showed " + before + " and then " + data);
            }
        }
    }

    /** A relay that was restored from a backup gives revisions a second time, until its epoch is raised. */
    public void knowsThatTheRelayWasRestored() {
        contents.clear();
    }

    private HttpServer listen() {
        try {
            HttpServer listening =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            listening.createContext("/", this::take);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<Push> pushes = Push.of(exchange.getRequestHeaders(), body);
            requests.add(pushes);
            for (Push push : pushes) {
                isShown(push.data());
                listener.accept(push);
            }
            behaviour.accept(exchange, pushes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        if (!contradictions.isEmpty()) {
            throw new AssertionError("Different content bore the same revision: " + contradictions);
        }
    }
}
