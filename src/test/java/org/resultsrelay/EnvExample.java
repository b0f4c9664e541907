package org.resultsrelay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that .env.example shows: {@code NAME=value}, commented out where the value is the default. */
record EnvExample(Map<String, String> values, List<String> withoutMeaning) {

    private static final Pattern SETTING = Pattern.compile("(?:# )?([A-Z][A-Z0-9_]+)=(.*)");

    static EnvExample read() {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> withoutMeaning = new ArrayList<>();
        String above = "";
        for (String line : lines()) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) {
                values.put(setting.group(1), setting.group(2));
                if (!above.startsWith("# ") || SETTING.matcher(above).matches()) {
                    withoutMeaning.add(setting.group(1));
                }
            }
            above = line;
        }
        return new EnvExample(values, withoutMeaning);
    }

    Set<String> names() {
        return values.keySet();
    }

    String value(String name) {
        return values.getOrDefault(name, "(not there)");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of(".env.example"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
