package org.resultsrelay.support;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the fake Telegram says: its status is also the JSON's error code. */
record BotAnswer(int status, String body) {

    /** In place of an answer the connection is closed without a word. */
    static BotAnswer insteadOf(BotAnswer answer) {
        return new BotAnswer(0, answer.body());
    }

    boolean silent() {
        return status == 0;
    }

    static BotAnswer ok(String result) {
        return new BotAnswer(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    static BotAnswer error(int status, String description, String parameters) {
        return new BotAnswer(
                status,
                JsonMapper.shared()
                                .writeValueAsString(
                                        Map.of("ok", false, "error_code", status, "description", description))
                                .replaceFirst("}$", "")
                        + parameters + "}");
    }
}
