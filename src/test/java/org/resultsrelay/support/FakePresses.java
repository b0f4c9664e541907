package org.resultsrelay.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Buttons that people have pressed: each waits for one answer, and a second one is refused. */
class FakePresses {

    private static final int TOAST = 200;

    private final Set<String> unanswered = new HashSet<>();
    private final List<String> toasts = new ArrayList<>();
    private int last;

    synchronized Map<String, Object> press(FakePerson person, FakeMessage.Button button) {
        String id = "q" + ++last;
        unanswered.add(id);
        return Map.of(
                "id", id,
                "from", FakeTelegram.from(person),
                "message", FakeChat.shown(button.message()),
                "chat_instance", "1",
                "data", button.action());
    }

    synchronized BotAnswer answer(JsonNode body) {
        if (!unanswered.remove(body.path("callback_query_id").asString(""))) {
            return BotAnswer.error(
                    400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "");
        }
        String text = body.path("text").asString("");
        if (text.length() > TOAST) {
            return BotAnswer.error(400, "Bad Request: MESSAGE_TOO_LONG", "");
        }
        toasts.add(text);
        return BotAnswer.ok("true");
    }

    /** What the people who pressed were told, in order; empty where that was nothing. */
    synchronized List<String> toasts() {
        return List.copyOf(toasts);
    }

    /** Presses whose button still shows its clock. */
    synchronized int unanswered() {
        return unanswered.size();
    }

    synchronized void clear() {
        unanswered.clear();
        toasts.clear();
    }
}
