package org.resultsrelay.sources.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a field of an event came from: a pointer into the request (or "constant", "table", "content"), and the
 * converters that it went through. The note says where the platform contradicts itself.
 */
public record Origin(
        String pointer, List<String> converters, @Nullable String note) {

    Origin(String pointer, List<String> converters) {
        this(pointer, converters, null);
    }

    Origin noting(String contradiction) {
        return new Origin(pointer, converters, contradiction);
    }
}
