package org.resultsrelay.support;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the fake Telegram says: its status is also the JSON's error code. */
record BotAnswer(int status, String body) {

    /** The connection is closed without a word. */
    static final BotAnswer NONE = new BotAnswer(0, "");

    BotAnswer after(BotAnswer unsaid) {
        assert !unsaid.equals(NONE);
        return this;
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
