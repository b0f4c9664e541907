package org.resultsrelay.sources.verification;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A platform's request as it arrived. Names of headers are in lower case; {@code path} is what follows the source's token,
 * decoded segment by segment.
 */
public record PlatformRequest(
        String method, List<String> path, Map<String, String> headers, Map<String, String> query, byte[] body) {

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
