package org.resultsrelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One chat of the fake Telegram, with the rules that Telegram has for the messages in it. */
class FakeChat {

    private static final int TEXT = 4096;
    private static final int ACTION = 64;
    private static final Pattern WELL_FORMED = Pattern.compile("(?s)(?:[^<>&]|&lt;|&gt;|&amp;|&quot;|<b>[^<>]*</b>)*+");

    private final String id;
    private final AtomicInteger numbers;
    private final Clock clock;
    private final SortedMap<Integer, FakeMessage> messages = new TreeMap<>();
    private final Set<Integer> ofPeople = new HashSet<>();
    private final Set<Integer> topics = new HashSet<>();
    private @Nullable String movedTo;

    /** A supergroup counts its messages by itself; those of all private chats of a bot are counted together. */
    FakeChat(String id, AtomicInteger numbers, Clock clock) {
        this.id = id;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** From now on a forum, with this topic. */
    synchronized void opensTopic(int topic) {
        topics.add(topic);
    }

    /** From now on it is there under another number alone. */
    synchronized void becomes(String supergroup) {
        movedTo = supergroup;
    }

    /** What is asked of a group that became a supergroup is refused, with the number it has now. */
    synchronized Optional<BotAnswer> moved() {
        return Optional.ofNullable(movedTo)
                .map(to -> BotAnswer.error(
                        400,
                        "Bad Request: group chat was upgraded to a supergroup chat",
                        ",\"parameters\":{\"migrate_to_chat_id\":" + to + "}"));
    }

    synchronized List<FakeMessage> messages() {
        return List.copyOf(messages.values());
    }

    synchronized void clear() {
        messages.clear();
        ofPeople.clear();
    }

    /** As it was before anybody wrote, opened a topic or made it a supergroup. */
    synchronized void reset() {
        clear();
        topics.clear();
        movedTo = null;
    }

    /** Somebody writes: the number of that message. */
    synchronized int hears() {
        int number = numbers.incrementAndGet();
        ofPeople.add(number);
        return number;
    }

    synchronized BotAnswer send(JsonNode body) {
        FakeMessage message = message(numbers.incrementAndGet(), body);
        return shown(message, refused(message, body));
    }

    synchronized BotAnswer edit(JsonNode body) {
        int number = body.path("message_id").asInt();
        FakeMessage standing = messages.get(number);
        if (standing == null) {
            return bad(ofPeople.contains(number) ? "message can't be edited" : "message to edit not found");
        }
        FakeMessage edit = message(standing.id(), body);
        if (standing.sameAs(edit)) {
            return bad("message is not modified: specified new message content and reply markup are exactly the same");
        }
        return shown(standing.changed(edit), refused(edit, body));
    }

    private FakeMessage message(int number, JsonNode body) {
        JsonNode answers = body.at("/reply_parameters/message_id");
        return new FakeMessage(
                id,
                number,
                Math.toIntExact(clock.instant().getEpochSecond()),
                body.path("text").asString(""),
                body.path("reply_markup"),
                answers.isNumber() && messages.containsKey(answers.asInt()) ? answers.asInt() : null,
                body.path("message_thread_id").isNumber()
                        ? body.path("message_thread_id").asInt()
                        : null);
    }

    private @Nullable BotAnswer refused(FakeMessage message, JsonNode body) {
        boolean empty = message.text().isBlank();
        if (empty || message.text().length() > TEXT) {
            return bad("message is " + (empty ? "empty" : "too long"));
        }
        if (message.topic() != null && !topics.contains(message.topic())) {
            return bad("message thread not found");
        }
        boolean html = body.path("parse_mode").asString("").equalsIgnoreCase("HTML");
        if (!html || !WELL_FORMED.matcher(message.text()).matches()) {
            return bad("can't parse entities");
        }
        boolean pressable =
                message.buttons().stream().allMatch(button -> button.action().getBytes(UTF_8).length <= ACTION);
        return pressable ? null : bad("BUTTON_DATA_INVALID");
    }

    private BotAnswer shown(FakeMessage message, @Nullable BotAnswer refusal) {
        if (refusal != null) {
            return refusal;
        }
        messages.put(message.id(), message);
        return BotAnswer.ok(JsonMapper.shared().writeValueAsString(shown(message)));
    }

    /** As Telegram describes a message. */
    static Map<String, Object> shown(FakeMessage message) {
        Map<String, Object> shown = new HashMap<>(Map.of(
                "message_id",
                message.id(),
                "date",
                message.date(),
                "chat",
                describe(message.chat()),
                "text",
                message.text()));
        if (message.topic() != null) {
            shown.putAll(inTopic(message.topic()));
        }
        return shown;
    }

    static Map<String, Object> inTopic(int topic) {
        return Map.of("message_thread_id", topic, "is_topic_message", true);
    }

    static Map<String, Object> describe(String chat) {
        return Map.of("id", Long.valueOf(chat), "type", chat.startsWith("-") ? "supergroup" : "private");
    }

    private static BotAnswer bad(String description) {
        return BotAnswer.error(400, "Bad Request: " + description, "");
    }
}
