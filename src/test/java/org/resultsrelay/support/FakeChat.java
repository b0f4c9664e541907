package org.resultsrelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One chat of the fake Telegram, with the rules that Telegram has for the messages in it. */
class FakeChat {

    private static final int TEXT = 4096;
    private static final int CAPTION = 1024;
    private static final int ACTION = 64;
    private static final Pattern WELL_FORMED = Pattern.compile("(?s)(?:[^<>&]|&lt;|&gt;|&amp;|&quot;|<b>[^<>]*</b>)*+");

    private final String id;
    private final SortedMap<Integer, FakeMessage> messages = new TreeMap<>();
    private int last;

    FakeChat(String id) {
        this.id = id;
    }

    synchronized List<FakeMessage> messages() {
        return List.copyOf(messages.values());
    }

    synchronized void clear() {
        messages.clear();
    }

    synchronized BotAnswer send(JsonNode body) {
        FakeMessage message = message(last + 1, "text", body, null);
        return shown(message, refused(message, TEXT, body));
    }

    synchronized BotAnswer photo(JsonNode body, byte[] picture) {
        FakeMessage message = message(last + 1, "caption", body, picture);
        return shown(message, refused(message, CAPTION, body));
    }

    synchronized BotAnswer edit(JsonNode body) {
        FakeMessage standing = messages.get(body.path("message_id").asInt());
        if (standing == null) {
            return bad("message to edit not found");
        }
        if (standing.picture() != null) {
            return bad("there is no text in the message to edit");
        }
        FakeMessage edit = message(standing.id(), "text", body, null);
        if (standing.sameAs(edit)) {
            return bad("message is not modified: specified new message content and reply markup are exactly the same");
        }
        return shown(standing.changed(edit), refused(edit, TEXT, body));
    }

    private FakeMessage message(int number, String text, JsonNode body, byte @Nullable [] picture) {
        JsonNode answers = body.at("/reply_parameters/message_id");
        return new FakeMessage(
                id,
                number,
                body.path(text).asString(""),
                body.path("reply_markup"),
                answers.isNumber() && messages.containsKey(answers.asInt()) ? answers.asInt() : null,
                picture);
    }

    private static @Nullable BotAnswer refused(FakeMessage message, int limit, JsonNode body) {
        boolean empty = message.text().isBlank() && message.picture() == null;
        if (empty || message.text().length() > limit) {
            return bad("message is " + (empty ? "empty" : "too long"));
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
        last = Math.max(last, message.id());
        return BotAnswer.ok(JsonMapper.shared().writeValueAsString(shown(message)));
    }

    /** As Telegram describes a message. */
    static Map<String, Object> shown(FakeMessage message) {
        return Map.of("message_id", message.id(), "date", 1, "chat", describe(message.chat()), "text", message.text());
    }

    static Map<String, Object> describe(String chat) {
        return Map.of("id", Long.valueOf(chat), "type", chat.startsWith("-") ? "supergroup" : "private");
    }

    private static BotAnswer bad(String description) {
        return BotAnswer.error(400, "Bad Request: " + description, "");
    }
}
