package org.resultsrelay.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The programs in a document, as a reader would copy them: a code block whose fence has a name is that program. */
public final class Guide {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");

    private final Map<String, String> files = new LinkedHashMap<>();
    private final String document;

    private Guide(String document) {
        this.document = document;
    }

    public static Guide of(String document) throws IOException {
        Guide guide = new Guide(document);
        BLOCK.matcher(Files.readString(Path.of(document)))
                .results()
                .forEach(block -> guide.files.put(block.group(1), block.group(2)));
        return guide;
    }

    public String file(String name) {
        return Objects.requireNonNull(files.get(name), () -> document + " has no block named " + name);
    }

    public Path copy(String name, Path directory) throws IOException {
        return Files.writeString(directory.resolve(name), file(name));
    }
}
