package org.resultsrelay.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The programs in docs/receiving.md, as a reader would copy them: a code block whose fence names a file is that file. */
public final class Guide {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");

    private final Map<String, String> files = new LinkedHashMap<>();

    public static Guide read() throws IOException {
        Guide guide = new Guide();
        BLOCK.matcher(Files.readString(Path.of("docs/receiving.md")))
                .results()
                .forEach(block -> guide.files.put(block.group(1), block.group(2)));
        return guide;
    }

    public String file(String name) {
        return Objects.requireNonNull(files.get(name), () -> "docs/receiving.md has no block named " + name);
    }

    public Path copy(String name, Path directory) throws IOException {
        return Files.writeString(directory.resolve(name), file(name));
    }
}
