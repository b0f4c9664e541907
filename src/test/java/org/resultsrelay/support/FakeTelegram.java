package org.resultsrelay.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Bot API server that speaks real HTTP and keeps Telegram's rules: token, chat, length, well-formed HTML, no edit without a
 * change. Trouble is scripted: each scripted answer is given once, before the rules are looked at.
 */
public final class FakeTelegram implements AutoCloseable {

    public static final String TOKEN = "4711:AAfakeTokenThatMustNeverBeSeen";
    public static final String CHAT = "1001";

    private static final JsonMapper json = JsonMapper.shared();

    private final FakeChat chat = new FakeChat();
    private final Deque<Supplier<Answer>> script = new ConcurrentLinkedDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;
    private int port;

    /** What the server says: its status is also the JSON's error code. */
    record Answer(int status, String body) {

        static Answer ok(String result) {
            return new Answer(200, "{\"ok\":true,\"result\":" + result + "}");
        }

        static Answer error(int status, String description, String parameters) {
            return new Answer(
                    status,
                    json.writeValueAsString(Map.of("ok", false, "error_code", status, "description", description))
                                    .replaceFirst("}$", "")
                            + parameters + "}");
        }
    }

    public static FakeTelegram started() {
        FakeTelegram telegram = new FakeTelegram();
        telegram.start();
        return telegram;
    }

    /** Listens again on the same port after {@link #stop()}. */
    public void start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            http.createContext("/", this::serve);
            http.setExecutor(executor);
            http.start();
            port = http.getAddress().getPort();
            server = http;
            threads = executor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on connections are refused. */
    public void stop() {
        if (server != null && threads != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void throttlesOnce(int retryAfterSeconds) {
        script.add(() ->
                Answer.error(429, "Too Many Requests", ",\"parameters\":{\"retry_after\":" + retryAfterSeconds + "}"));
    }

    public void failsOnce(int status, String description) {
        script.add(() -> Answer.error(status, description, ""));
    }

    /** As a proxy between would answer: no JSON at all. */
    public void answersHtmlOnce() {
        script.add(() -> new Answer(502, "<html>Bad Gateway</html>"));
    }

    /** Accepts the request and never answers it. */
    public void hangsOnce() {
        script.add(() -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.error(500, "closing", "");
        });
    }

    public void deletesMessages() {
        chat.clear();
    }

    /** An empty chat, nothing scripted, no request seen. */
    public void reset() {
        script.clear();
        requests.clear();
        chat.clear();
    }

    /** What a person sees in the chat now, oldest first, as HTML. */
    public List<String> messages() {
        return chat.messages();
    }

    /** The methods called so far, scripted failures included. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(method(path));
            Supplier<Answer> scripted = script.poll();
            Answer answer = scripted != null ? scripted.get() : answer(path, body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(String path, JsonNode body) {
        if (!path.startsWith("/bot" + TOKEN + "/")) {
            return Answer.error(401, "Unauthorized", "");
        }
        if (!body.path("chat_id").asString("").equals(CHAT)) {
            return Answer.error(400, "Bad Request: chat not found", "");
        }
        return switch (method(path)) {
            case "sendmessage" -> chat.send(body);
            case "editmessagetext" -> chat.edit(body);
            default -> Answer.error(404, "Not Found", "");
        };
    }

    /** In lower case: Telegram takes its methods in any. */
    private static String method(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        closing.countDown();
        stop();
    }
}
