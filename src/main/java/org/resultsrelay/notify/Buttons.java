package org.resultsrelay.notify;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of buttons as the database keeps them. */
final class Buttons {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Buttons() {}

    static String json(List<List<Button>> rows) {
        return JSON.writeValueAsString(rows);
    }

    static List<List<Button>> of(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
