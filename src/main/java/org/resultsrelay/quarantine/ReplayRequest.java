package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.Strict;

/** What to replay: these ids, or else all that waits and fits the filter, a page at a time. */
@Schema(example = """
        {"source": "webhook", "client": "acme"}""")
record ReplayRequest(
        @Size(min = 1, max = Page.MAX_LIMIT, message = "give 1 to 200 ids") @Nullable
        List<Long> ids,

        @Nullable String source,
        @Nullable String client,

        @Schema(description = "The answer's next_cursor, to go on behind it") @Nullable
        String cursor,

        @Min(1) @Max(Page.MAX_LIMIT) @Nullable Integer limit)
        implements Strict {

    boolean ambiguous() {
        return ids != null && (source != null || client != null || cursor != null || limit != null);
    }

    int most() {
        return limit == null ? Page.DEFAULT_LIMIT : limit;
    }
}
