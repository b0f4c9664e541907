package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.StrictBody;

/** What to replay: these ids, or all waiting items that match the filter, a page at a time. */
@Schema(example = """
        {"source": "webhook", "client": "acme"}""")
record ReplayRequest(
        @Schema(description = "Numbers of the items to replay, 1 to 200, without the other fields.")
        @Size(min = 1, max = Page.MAX_LIMIT, message = "give 1 to 200 ids")
        @Nullable
        List<@NotNull(message = "give 1 to 200 ids") Long> ids,

        @Schema(description = "Replay items from this source, such as webhook.", example = "webhook") @Nullable
        String source,

        @Schema(description = "Replay items for this client company, by its key.", example = "acme") @Nullable
        String client,

        @Schema(description = "next_cursor of the previous answer, to continue after it.") @Nullable
        String cursor,

        @Schema(description = "How many to replay in this request, 1 to 200; 50 if left out.", example = "50")
        @Min(1)
        @Max(Page.MAX_LIMIT)
        @Nullable
        Integer limit)
        implements StrictBody {

    boolean ambiguous() {
        return ids != null && (source != null || client != null || cursor != null || limit != null);
    }

    int most() {
        return limit == null ? Page.DEFAULT_LIMIT : limit;
    }
}
