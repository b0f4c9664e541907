package org.resultsrelay.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.runtime.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Bot API server that speaks real HTTP and keeps Telegram's rules: token, chats, lengths, well-formed HTML, no edit without
 * a change, one listener, one answer for a pressed button. Trouble is {@link FakeTrouble scripted}.
 */
public final class FakeTelegram extends FakeTrouble implements AutoCloseable {

    public static final String TOKEN = "4711:AAfakeTokenThatMustNeverBeSeen";

    /** How the bot is called. */
    public static final String BOT = "results_relay_bot";

    /** The administrator's chat. */
    public static final String CHAT = "1001";

    private static final JsonMapper json = JsonMapper.shared();
    private static final Set<String> LISTENING =
            Set.of("getme", "getupdates", "setmycommands", "answercallbackquery", "deletewebhook");

    private final Clock clock;
    private final ConcurrentMap<String, FakeChat> chats = new ConcurrentHashMap<>();
    private final AtomicInteger numbersInPrivateChats = new AtomicInteger();
    private final FakeUpdates updates = new FakeUpdates();
    private final FakePresses presses = new FakePresses();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, List<String>> menus = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;
    private final int port = FreePort.onLoopback();

    private FakeTelegram(Clock clock) {
        this.clock = clock;
        chat(CHAT);
    }

    private FakeChat chat(String id) {
        boolean group = id.startsWith("-");
        return chats.computeIfAbsent(
                id, any -> new FakeChat(id, group ? new AtomicInteger() : numbersInPrivateChats, clock));
    }

    public static FakeTelegram started() {
        return started(Clock.systemUTC());
    }

    /** The clock dates what people say. */
    public static FakeTelegram started(Clock clock) {
        FakeTelegram telegram = new FakeTelegram(clock);
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
            updates.open();
            server = http;
            threads = executor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on connections are refused. */
    public void stop() {
        if (server != null && threads != null) {
            updates.close();
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** In a group (a negative chat) or alone with the bot. */
    public void says(FakePerson person, String chat, String text) {
        updates.add("message", message(person, chat, Map.of("text", text)));
    }

    /** In a topic of a forum, which is there from now on. */
    public void says(FakePerson person, String chat, int topic, String text) {
        chat(chat).opensTopic(topic);
        Map<String, Object> what = new HashMap<>(FakeChat.inTopic(topic));
        what.put("text", text);
        updates.add("message", message(person, chat, what));
    }

    /** A group becomes a supergroup: Telegram says so in both, and writes nothing under the old number any more. */
    public void becomesSupergroup(FakePerson person, String group, String supergroup) {
        updates.add("message", message(person, group, Map.of("migrate_to_chat_id", Long.valueOf(supergroup))));
        chat(group).becomes(supergroup);
        updates.add("message", message(person, supergroup, Map.of("migrate_from_chat_id", Long.valueOf(group))));
    }

    private Map<String, Object> message(FakePerson person, String chat, Map<String, Object> what) {
        Map<String, Object> message = new HashMap<>(what);
        message.put("message_id", chat(chat).hears());
        message.put("date", clock.instant().getEpochSecond());
        message.put("chat", FakeChat.describe(chat));
        message.put("from", from(person));
        return message;
    }

    public void opensTopic(String chat, int topic) {
        chat(chat).opensTopic(topic);
    }

    /** Presses the newest button in the administrator's chat whose label begins so. */
    public void presses(FakePerson person, String label) {
        presses(person, button(CHAT, label));
    }

    public void presses(FakePerson person, FakeMessage.Button button) {
        updates.add("callback_query", presses.press(person, button));
    }

    public FakeMessage.Button button(String chat, String label) {
        return in(chat).reversed().stream()
                .flatMap(message -> message.buttons().stream())
                .filter(button -> button.label().startsWith(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button " + label + " in " + in(chat)));
    }

    static Map<String, Object> from(FakePerson person) {
        return Map.of(
                "id", person.id(), "is_bot", false, "first_name", person.username(), "username", person.username());
    }

    /** As after a week of silence: updates are numbered from somewhere lower. */
    public void countsUpdatesAnew() {
        updates.countsAnew();
    }

    public void deletesMessages() {
        chats.values().forEach(FakeChat::clear);
    }

    /** Empty chats, nothing scripted, no request seen, nothing said. */
    public void reset() {
        forgetTrouble();
        requests.clear();
        chats.values().forEach(FakeChat::reset);
        updates.clear();
        presses.clear();
    }

    /** What a person sees in the administrator's chat now, oldest first, as HTML. */
    public List<String> messages() {
        return messages(CHAT);
    }

    public List<String> messages(String chat) {
        return in(chat).stream().map(FakeMessage::text).toList();
    }

    /** The same with buttons and replies. */
    public List<FakeMessage> in(String chat) {
        FakeChat known = chats.get(chat);
        return known == null ? List.of() : known.messages();
    }

    /** The methods called so far that concern messages, scripted failures included. */
    public List<String> requests() {
        return requests.stream().filter(method -> !LISTENING.contains(method)).toList();
    }

    /** What people were told who pressed, in order. */
    public List<String> toasts() {
        return presses.toasts();
    }

    public int unanswered() {
        return presses.unanswered();
    }

    /** The commands registered for a chat, as {@code name - meaning}. */
    public List<String> menu(String chat) {
        return menus.getOrDefault(chat, List.of());
    }

    /** How often somebody asked for updates. */
    public long polls() {
        return requests.stream().filter("getupdates"::equals).count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body = json.readTree(sent);
            String method = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            requests.add(method);
            BotAnswer answer = scripted(method, () -> answer(path, method, body), closing);
            if (answer.silent()) {
                return;
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private BotAnswer answer(String path, String method, JsonNode body) {
        if (!path.startsWith("/bot" + TOKEN + "/")) {
            return BotAnswer.error(401, "Unauthorized", "");
        }
        return switch (method) {
            case "getupdates" -> updates.get(body);
            case "answercallbackquery" -> presses.answer(body);
            case "setmycommands" -> menu(body);
            case "getme" ->
                BotAnswer.ok("{\"id\":4711,\"is_bot\":true,\"first_name\":\"Relay\",\"username\":\"" + BOT + "\"}");
            case "deletewebhook" -> BotAnswer.ok("true");
            default -> inChat(method, body);
        };
    }

    private BotAnswer inChat(String method, JsonNode body) {
        FakeChat chat = chats.get(body.path("chat_id").asString(""));
        if (chat == null) {
            return BotAnswer.error(400, "Bad Request: chat not found", "");
        }
        return chat.moved().orElseGet(() -> inChat(chat, method, body));
    }

    private static BotAnswer inChat(FakeChat chat, String method, JsonNode body) {
        return switch (method) {
            case "sendmessage" -> chat.send(body);
            case "editmessagetext" -> chat.edit(body);
            default -> BotAnswer.error(404, "Not Found", "");
        };
    }

    private BotAnswer menu(JsonNode body) {
        menus.put(
                body.at("/scope/chat_id").asString(""),
                body.path("commands")
                        .valueStream()
                        .map(command -> command.path("command").asString() + " - "
                                + command.path("description").asString())
                        .toList());
        return BotAnswer.ok("true");
    }

    @Override
    public void close() {
        closing.countDown();
        stop();
    }
}
