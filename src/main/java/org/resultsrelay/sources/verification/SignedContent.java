package org.resultsrelay.sources.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a signature covers: text with the body, the timestamp, the id or the secret in it. */
record SignedContent(List<String> parts) {

    static final String BODY = "{body}";
    static final String TIMESTAMP = "{timestamp}";
    static final String ID = "{id}";
    static final String SECRET = "{secret}";

    private static final Set<String> KNOWN = Set.of(BODY, TIMESTAMP, ID, SECRET);
    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}");

    /** Without a template, the body alone is signed. */
    static SignedContent of(@Nullable String template) {
        String text = template == null ? BODY : template;
        List<String> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            parts.add(text.substring(from, place.start()));
            parts.add(place.group());
            from = place.end();
        }
        parts.add(text.substring(from));
        return new SignedContent(parts);
    }

    boolean holds(String place) {
        return parts.contains(place);
    }

    /** A place that does not exist, if there is one. */
    Optional<String> unknown() {
        return parts.stream()
                .filter(part -> PLACE.matcher(part).matches() && !KNOWN.contains(part))
                .findFirst();
    }

    /** Hands on the bytes that are signed, piece by piece, so that the body is not copied. */
    void feed(Map<String, byte[]> values, Consumer<byte[]> digest) {
        for (String part : parts) {
            digest.accept(Objects.requireNonNullElseGet(values.get(part), () -> part.getBytes(UTF_8)));
        }
    }
}
