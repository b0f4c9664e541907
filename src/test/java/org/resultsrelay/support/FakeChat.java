package org.resultsrelay.support;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.resultsrelay.support.FakeTelegram.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one chat of the fake Telegram, with the rules that Telegram has for the texts in it. */
class FakeChat {

    private static final int LIMIT = 4096;
    private static final Pattern WELL_FORMED = Pattern.compile("(?s)(?:[^<>&]|&lt;|&gt;|&amp;|&quot;|<b>[^<>]*</b>)*+");

    private final SortedMap<Integer, String> texts = new TreeMap<>();
    private int last;

    synchronized List<String> messages() {
        return List.copyOf(texts.values());
    }

    synchronized void clear() {
        texts.clear();
    }

    synchronized Answer send(JsonNode body) {
        return put(last + 1, body);
    }

    synchronized Answer edit(JsonNode body) {
        int id = body.path("message_id").asInt();
        if (!texts.containsKey(id)) {
            return Answer.error(400, "Bad Request: message to edit not found", "");
        }
        if (body.path("text").asString("").equals(texts.get(id))) {
            return Answer.error(400, "Bad Request: message is not modified: specified new message content", "");
        }
        return put(id, body);
    }

    private Answer put(int id, JsonNode body) {
        String text = body.path("text").asString("");
        if (text.isBlank() || text.length() > LIMIT) {
            return Answer.error(400, "Bad Request: message is too long", "");
        }
        boolean html = body.path("parse_mode").asString("").equalsIgnoreCase("HTML");
        if (!html || !WELL_FORMED.matcher(text).matches()) {
            return Answer.error(400, "Bad Request: can't parse entities", "");
        }
        texts.put(id, text);
        last = Math.max(last, id);
        return Answer.ok(message(id, text));
    }

    private static String message(int id, String text) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "message_id",
                        id,
                        "date",
                        1,
                        "chat",
                        Map.of("id", Long.valueOf(FakeTelegram.CHAT), "type", "private"),
                        "text",
                        text));
    }
}
